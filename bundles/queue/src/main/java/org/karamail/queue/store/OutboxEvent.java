package org.karamail.queue.store;

import org.karamail.model.MailEvent;

/**
 * An event in the order in which it was committed.
 *
 * @param position grows from event to event, with gaps; at least 1
 * @param event what happened
 */
public record OutboxEvent(long position, MailEvent event) {}
