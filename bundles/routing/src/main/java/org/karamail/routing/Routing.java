package org.karamail.routing;

import org.karamail.model.Mailbox;
import org.osgi.annotation.versioning.ProviderType;

/** Decides where recipients go. One service; its configuration is {@code karamail.routing} and applies at once. */
@ProviderType
public interface Routing {

  /**
   * Where a recipient goes.
   *
   * @param mayRelay whether the client is trusted or authenticated; nothing else may make this true
   */
  Resolution resolve(Mailbox recipient, boolean mayRelay);

  /** Whom {@code <postmaster>} without a domain means (RFC 5321 section 4.5.1). */
  Mailbox postmaster();
}
