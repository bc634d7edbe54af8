package org.karamail.queue.schedule;

import java.time.Instant;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Route;
import org.karamail.queue.Lease;

/**
 * A reason to look at a message: at that time it has recipients on that route for whom something is to be done. Which
 * they are, the store knows.
 *
 * <p>Two works are the same when all their fields are. So the works of a message are a plain function of its open
 * recipients, and a store that compares that set before and after a change knows what to remove and what to put.
 *
 * @param id the message
 * @param route how the recipients are reached; for a REPORT any route of the message
 * @param purpose what is to be done
 * @param priority the message's
 * @param due not to be claimed before; times after the year 2261 count as its end
 */
public record Work(QueueId id, Route route, Lease.Purpose purpose, Priority priority, Instant due) {}
