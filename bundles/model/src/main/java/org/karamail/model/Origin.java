package org.karamail.model;

import java.util.Optional;

/**
 * How a message came in: what its Received field, the log and the hooks tell of it.
 *
 * @param protocol the {@code with} keyword (RFC 3848): {@code SMTP}, {@code ESMTP}, {@code ESMTPS}, {@code LMTP}, {@code
 *     HTTP}, or {@code LOCAL} for what this host writes itself: reports, and test messages of the shell
 * @param listener the name of the listener, {@code mx} or {@code submission}; the component's name for LOCAL
 * @param remoteAddress the client's IP address as text, {@code 192.0.2.1} or {@code 2001:db8::1}; empty for LOCAL
 * @param helo the name the client gave itself, checked for its characters only; empty for LOCAL and HTTP
 * @param user who authenticated
 * @param trusted whether the client may relay
 */
public record Origin(
    String protocol,
    String listener,
    Optional<String> remoteAddress,
    String helo,
    Optional<String> user,
    boolean trusted) {

  /** One line for the history and the shell: {@code ESMTP on mx from 192.0.2.1 (client.example.org), user ann}. */
  public String summary() {
    StringBuilder text = new StringBuilder(protocol).append(" on ").append(listener);
    remoteAddress.ifPresent(address -> text.append(" from ").append(address));
    if (!helo.isEmpty()) {
      text.append(" (").append(helo).append(')');
    }
    user.ifPresent(name -> text.append(", user ").append(name));
    return text.toString();
  }

  /** The origin of what this host writes itself. */
  public static Origin local(String component) {
    return new Origin("LOCAL", component, Optional.empty(), "", Optional.empty(), true);
  }
}
