package org.karamail.delivery;

import org.osgi.annotation.versioning.ProviderType;

/** What a transport tells delivery while it makes an attempt. Called on the attempt's own worker; never waits. */
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
}
