package org.karamail.delivery;

import java.net.InetAddress;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a transport tells, and asks, delivery while it makes an attempt. Called on the attempt's own worker; only {@link
 * #mayTry} waits.
 */
@ProviderType
public interface AttemptProgress {

  /**
   * The peer is about to be given the message itself: from here on the transport keeps the time, and {@code
   * deliveryTimeout}, which runs until now, no longer stops it. Cutting a peer off that has the whole message and is about
   * to say so would double it (RFC 5321 section 4.5.3.2).
   */
  void handingOver();

  /**
   * The peer refuses everybody for now (4yz to the greeting, EHLO or MAIL): it speaks against the site, not against the
   * message, unless a recipient is delivered after all.
   */
  void siteRefuses();

  /**
   * The site of the lease's route is known now; answers whether one more attempt may be made there. To be asked once, before
   * any host is tried, by a transport whose {@link Transport#site} may not have known it when the lease was given out. When
   * it may not, the transport answers no outcomes: the mail is queued again as it was, and no attempt is counted.
   */
  default boolean hasRoom(String site) {
    return true;
  }

  /**
   * Whether a host may be tried (onDeliveryAttempt); to be asked before a connection to it, or a message over one that is
   * open. A host that may not is passed over like one that does not answer. When none is left the transport says {@link
   * org.karamail.model.DeliveryOutcome.Unreachable}, and delivery puts its recipients off in the way the hook has asked for.
   *
   * @throws InterruptedException when the attempt is told to stop meanwhile
   */
  default boolean mayTry(String host, InetAddress address, int port) throws InterruptedException {
    return true;
  }
}
