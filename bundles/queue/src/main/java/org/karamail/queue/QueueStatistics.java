package org.karamail.queue;

import java.util.List;
import java.util.Map;
import org.karamail.model.RecipientState;
import org.karamail.model.Route;

/**
 * The queue in numbers. Gauges count recipients that are in the store now; counters count since the store was opened.
 *
 * @param messages how many messages are in the store
 * @param recipients how many recipients stand in each state
 * @param routes how many recipients are QUEUED, SCHEDULED or DEFERRED for each route that has any, the longest line first
 * @param accepted messages taken in
 * @param attempts attempts made
 * @param delivered recipients delivered
 * @param failed recipients that failed or expired
 * @param retries attempts after a recipient's first
 */
public record QueueStatistics(
    long messages,
    Map<RecipientState, Long> recipients,
    List<RouteLine> routes,
    long accepted,
    long attempts,
    long delivered,
    long failed,
    long retries) {

  /** How many recipients wait for a route. */
  public record RouteLine(Route route, long waiting) {}

  public QueueStatistics {
    recipients = Map.copyOf(recipients);
    routes = List.copyOf(routes);
  }

  /** How many recipients stand in this state. */
  public long count(RecipientState state) {
    return recipients.getOrDefault(state, 0L);
  }
}
