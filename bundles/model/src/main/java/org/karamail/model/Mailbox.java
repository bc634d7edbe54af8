package org.karamail.model;

import java.util.Optional;

/**
 * An address that mail is sent to or comes from: a local part at a domain (RFC 5321 section 4.1.2).
 *
 * <p>The local part is held without its quotes and keeps its case (only the receiving host may interpret it, section
 * 2.3.11); {@link #toString()} quotes it again where the grammar needs that. Two mailboxes are equal when the local parts
 * are the same to the letter and the domains are equal.
 *
 * @param localPart unquoted; 1 to 64 octets in UTF-8 (RFC 5321 section 4.5.3.1.1), no control characters, no line breaks
 * @param domain where it lives
 */
public record Mailbox(String localPart, MailDomain domain) {

  public Mailbox {
    if (!LocalPart.isAcceptable(localPart)) {
      throw new IllegalArgumentException("not a local part: expected 1 to 64 octets without control characters");
    }
  }

  /**
   * Reads {@code local@domain} without angle brackets, as in MAIL and RCPT. Source routes, a missing domain, white space
   * and everything else outside the grammar give empty.
   */
  public static Optional<Mailbox> parse(String text) {
    int at = LocalPart.endIn(text);
    if (at < 0 || at + 1 >= text.length() || text.charAt(at) != '@') {
      return Optional.empty();
    }
    Optional<String> localPart = LocalPart.parse(text.substring(0, at));
    Optional<MailDomain> domain = MailDomain.parse(text.substring(at + 1));
    return localPart.flatMap(local -> domain.map(where -> new Mailbox(local, where)));
  }

  /** Whether only a hop that speaks SMTPUTF8 (RFC 6531) can be given this address as it stands. */
  public boolean isInternational() {
    return domain.isInternational() || localPart.chars().anyMatch(c -> c >= 0x80);
  }

  /** The address as it is written in SMTP, the local part quoted where the grammar needs it. */
  @Override
  public String toString() {
    return LocalPart.quoted(localPart) + "@" + domain;
  }
}
