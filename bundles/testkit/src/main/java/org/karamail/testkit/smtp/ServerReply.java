package org.karamail.testkit.smtp;

import java.util.List;

/**
 * A reply as it came over the wire.
 *
 * @param code of its last line
 * @param lines whole, with codes, without CRLF
 */
public record ServerReply(int code, List<String> lines) {

  public ServerReply {
    lines = List.copyOf(lines);
  }

  /** The last line, {@code 250 2.0.0 Ok}. */
  public String last() {
    return lines.get(lines.size() - 1);
  }

  /** Whether a line of it, without the code, is this; used for what EHLO offers. */
  public boolean offers(String extension) {
    return lines.stream().skip(1).anyMatch(line -> line.substring(4).equals(extension));
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
