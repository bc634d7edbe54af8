package org.karamail.model;

import java.util.Optional;

/**
 * The envelope sender (RFC 5321 section 3.3): a mailbox, or the null sender {@code <>} that bounces carry so that nobody
 * bounces a bounce (section 4.5.5).
 */
public final class ReversePath {

  /** The null sender, {@code <>}. */
  public static final ReversePath NULL = new ReversePath(Optional.empty());

  private final Optional<Mailbox> mailbox;

  private ReversePath(Optional<Mailbox> mailbox) {
    this.mailbox = mailbox;
  }

  public static ReversePath of(Mailbox mailbox) {
    return new ReversePath(Optional.of(mailbox));
  }

  /** Reads what stood between the angle brackets; the empty text is the null sender. */
  public static Optional<ReversePath> parse(String text) {
    return text.isEmpty() ? Optional.of(NULL) : Mailbox.parse(text).map(ReversePath::of);
  }

  public Optional<Mailbox> mailbox() {
    return mailbox;
  }

  public boolean isNull() {
    return mailbox.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReversePath path && path.mailbox.equals(mailbox);
  }

  @Override
  public int hashCode() {
    return mailbox.hashCode();
  }

  /** The address without angle brackets; empty for the null sender. */
  @Override
  public String toString() {
    return mailbox.map(Mailbox::toString).orElse("");
  }
}
