package org.karamail.model;

import java.util.List;
import java.util.Optional;

/**
 * An SMTP reply, given or received: a code, an enhanced status code where there is one, and text (RFC 5321 section 4.2,
 * RFC 2034).
 *
 * <p>Whether a failure is temporary or permanent is derived from the code and never stored beside it.
 *
 * @param code 200 to 599
 * @param status its class agrees with the code; empty for replies that carry none, such as 220, 221 to 354 intermediates
 * @param lines the text, a line each, without code and status; at least one; printable, no CR or LF
 */
public record Reply(int code, Optional<StatusCode> status, List<String> lines) {

  public Reply {
    if (code < 200 || code > 599) {
      throw new IllegalArgumentException("reply code must be 200 to 599, not " + code);
    }
    if (status.isPresent() && status.get().severity() != code / 100) {
      throw new IllegalArgumentException("reply code " + code + " does not go with status " + status.get());
    }
    lines = List.copyOf(lines);
    if (lines.isEmpty() || !lines.stream().allMatch(Reply::isPrintable)) {
      throw new IllegalArgumentException("a reply needs at least one line of printable text");
    }
  }

  /** A reply of one line, such as {@code Reply.of(550, "5.1.1", "No such mailbox")}. */
  public static Reply of(int code, String status, String text) {
    StatusCode parsed =
        StatusCode.parse(status).orElseThrow(() -> new IllegalArgumentException("not a status code: " + status));
    return new Reply(code, Optional.of(parsed), List.of(text));
  }

  /** A reply of one line without an enhanced status code, such as a greeting. */
  public static Reply plain(int code, String text) {
    return new Reply(code, Optional.empty(), List.of(text));
  }

  /** 2yz: done. */
  public boolean isPositive() {
    return code / 100 == 2;
  }

  /** 4yz: try again later. */
  public boolean isTemporary() {
    return code / 100 == 4;
  }

  /** 5yz: do not try again. */
  public boolean isPermanent() {
    return code / 100 == 5;
  }

  /** The text in one line. */
  public String text() {
    return String.join(" ", lines);
  }

  /** One line for a log or a report: {@code 550 5.1.1 No such mailbox}. */
  @Override
  public String toString() {
    return code + " " + status.map(s -> s + " ").orElse("") + text();
  }

  /** No C0 or C1 control, no line or paragraph separator, no half of a surrogate pair. */
  private static boolean isPrintable(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean pair = Character.isHighSurrogate(c) && i + 1 < line.length() && Character.isLowSurrogate(line.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
