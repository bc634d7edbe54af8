package org.karamail.message.report;

import org.karamail.model.Reply;

/**
 * Why, in the words of whoever said so (RFC 3464 section 2.3.6).
 *
 * @param type {@code smtp} for a reply of the next hop, {@code x-karamail} for a finding of our own
 * @param text may come from a stranger: any characters, any length
 */
public record Diagnostic(String type, String text) {

  public Diagnostic {
    if (!type.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException("the type of a diagnostic is a word such as smtp, not '" + type + "'");
    }
  }

  /** What the next hop replied. */
  public static Diagnostic smtp(Reply reply) {
    return new Diagnostic("smtp", reply.toString());
  }

  /** What we found ourselves: no answer, too old, no such mailbox. */
  public static Diagnostic own(String text) {
    return new Diagnostic("x-karamail", text);
  }
}
