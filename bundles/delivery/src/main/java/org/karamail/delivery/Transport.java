package org.karamail.delivery;

import java.util.List;
import org.karamail.message.Message;
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
   * Makes one attempt for all recipients of a lease.
   *
   * <p>Says {@link org.karamail.model.DeliveryOutcome.Unknown} where the message may have arrived and nobody knows. A
   * recipient without an outcome, and all of them after an exception, count as deferred.
   *
   * @param lease whom and for which route
   * @param message what is delivered, octet for octet
   * @return an outcome for each recipient of the lease
   * @throws InterruptedException when it was told to stop; what it had not begun is given back
   */
  List<RecipientOutcome> deliver(Lease lease, Message message) throws InterruptedException;
}
