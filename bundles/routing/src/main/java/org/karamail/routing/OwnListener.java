package org.karamail.routing;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A place where this Karamail takes mail. Whoever listens registers one, so that mail is never sent to ourselves: a mail
 * host that leads here is left out, with all of equal or higher preference value (RFC 5321 section 5.1).
 *
 * <p>Asked on any thread at every look-up; answers without waiting.
 */
@ConsumerType
@FunctionalInterface
public interface OwnListener {

  /** Where it listens now, a wildcard address for all of this host's; empty while it does not. */
  Optional<InetSocketAddress> address();
}
