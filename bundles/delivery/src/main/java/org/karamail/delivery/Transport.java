package org.karamail.delivery;

import java.util.List;
import org.karamail.message.Message;
import org.karamail.model.Route;
import org.karamail.queue.Lease;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way out: into a mailbox, to the next hop, to a provider. Register it as a service; routes name it.
 *
 * <p>Called on a delivery worker, several leases at a time on several workers; it may wait, and is interrupted when the
 * delivery's time is over or Karamail shuts down.
 */
@ConsumerType
public interface Transport {

  /** The name by which routes mean it: lower-case letters, digits, hyphens. Never changes. */
  String name();

  /**
   * Whether it ends in mailboxes of this host: there is no peer to be spared, so its routes may use more slots, and a
   * second attempt for a recipient who has the message makes no second copy, so its slots are free again before the
   * outcome is on disk.
   */
  default boolean isLocal() {
    return false;
  }

  /**
   * What limits of this route attach to: routes to the same hosts are one site, with one limit, one breaker and one place
   * among those that take turns. Called often, on any thread and under locks; answers from memory, does not wait, and may
   * change its mind once it knows more: then it asks {@link AttemptProgress#hasRoom}.
   */
  default String site(Route route) {
    return route.toString();
  }

  /**
   * The same, but finds out what {@link #site} does not know yet, and may wait for that. Asked on the attempt's worker before
   * hooks are, so that none of them is asked about mail that goes back into the queue for want of room at its site.
   *
   * @throws InterruptedException when it was told to stop
   */
  default String findSite(Route route) throws InterruptedException {
    return site(route);
  }

  /**
   * Makes one attempt for all recipients of a lease.
   *
   * <p>Says {@link org.karamail.model.DeliveryOutcome.Unknown} where the message may have arrived and nobody knows. A
   * recipient without an outcome, and all of them after an exception, count as deferred.
   *
   * <p>When the thread is interrupted it stops soon. It then answers the outcomes it has, with the thread's interrupt status
   * set, or throws where it has none; the other recipients are given back when Karamail shuts down, and deferred when the
   * delivery's time was over. Until it returns its recipients are tried by nobody else.
   *
   * @param lease whom and for which route
   * @param message what is delivered, octet for octet
   * @return an outcome for each recipient of the lease
   * @throws InterruptedException when it was told to stop and has no outcome
   */
  List<RecipientOutcome> deliver(Lease lease, Message message) throws InterruptedException;

  /**
   * The same, for transports whose peers may take longer than {@code deliveryTimeout} once they have begun to take the
   * message: delivery calls this one.
   *
   * @param progress is told how far it is
   */
  default List<RecipientOutcome> deliver(Lease lease, Message message, AttemptProgress progress)
      throws InterruptedException {
    return deliver(lease, message);
  }
}
