package org.karamail.plugin.milter;

import java.io.IOException;
import java.util.List;
import org.karamail.message.HeaderField;

/** Header fields as milters know them: a name, and a value whose folds are bare line feeds. */
final class FieldText {

  private static final String CRLF = "\r\n";

  private FieldText() {}

  private static String value(HeaderField field, boolean leadingSpace) {
    String raw = field.raw();
    String value = raw.substring(raw.indexOf(':') + 1, raw.length() - CRLF.length()).replace(CRLF, "\n");
    return leadingSpace ? value : value.stripLeading();
  }

  /** A field, for a milter. */
  static Packet packet(HeaderField field, boolean leadingSpace) {
    return Packet.of(Step.HEADER.command(), List.of(field.name(), value(field, leadingSpace)));
  }

  /**
   * A field that a milter has made.
   *
   * @throws IOException if it is none that may stand in a message
   */
  static HeaderField field(String name, String value, boolean leadingSpace) throws IOException {
    boolean named = !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':');
    String folded = value.replace(CRLF, "\n").replaceAll("\n+$", "");
    if (!named || folded.indexOf('\r') >= 0 || folded.matches("(?s).*\n[^ \t].*|(?s).*\n\n.*|(?s).*\n")) {
      throw new IOException("a field that cannot stand in a header: '" + name.replaceAll("[^!-~]", "?") + "'");
    }
    return new HeaderField(name + ":" + (leadingSpace ? "" : " ") + folded.replace("\n", CRLF) + CRLF);
  }
}
