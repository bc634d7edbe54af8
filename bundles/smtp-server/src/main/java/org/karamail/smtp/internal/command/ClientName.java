package org.karamail.smtp.internal.command;

import java.util.Optional;
import org.karamail.model.MailDomain;

/** The argument of HELO and EHLO: a host name or an address literal (RFC 5321 section 4.1.1.1). */
final class ClientName {

  private ClientName() {}

  /** The name as the client wrote it; a trailing dot, which some resolvers leave on, is taken off. */
  static Optional<String> parse(String argument) {
    String name = argument.endsWith(".") ? argument.substring(0, argument.length() - 1) : argument;
    return MailDomain.parse(name).filter(domain -> !domain.isInternational()).map(domain -> name);
  }
}
