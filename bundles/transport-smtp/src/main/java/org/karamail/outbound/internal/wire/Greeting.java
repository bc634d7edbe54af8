package org.karamail.outbound.internal.wire;

import java.util.List;
import java.util.Optional;
import org.karamail.routing.RelayCredentials;
import org.karamail.routing.TlsPolicy;

/**
 * How a conversation begins.
 *
 * @param name what we call ourselves in EHLO
 * @param lmtp whether it is LMTP (RFC 2033): LHLO, no HELO, a reply for each recipient
 * @param tls what is asked of encryption
 * @param credentials whom to authenticate as
 * @param mechanisms by which, the best first
 */
public record Greeting(
    String name, boolean lmtp, TlsPolicy tls, Optional<RelayCredentials> credentials, List<String> mechanisms) {

  public Greeting {
    mechanisms = List.copyOf(mechanisms);
  }

  /** The same without encryption, after it has failed: a password is not shown then. */
  public Greeting inClear() {
    return new Greeting(name, lmtp, TlsPolicy.NONE, credentials, List.of(Authentication.HIDDEN));
  }

  boolean demandsTls() {
    return tls.compareTo(TlsPolicy.REQUIRE) >= 0;
  }

  /** Whether the certificate must be good for the host's name. */
  public boolean demandsIdentity() {
    return tls.compareTo(TlsPolicy.VERIFY) >= 0;
  }
}
