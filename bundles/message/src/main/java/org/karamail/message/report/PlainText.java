package org.karamail.message.report;

/** Makes text of strangers fit for a report: no control characters, not too much of it, no long lines. */
final class PlainText {

  /** Diagnostics are a sentence or two; what is longer helps nobody. */
  private static final int LONGEST = 2000;

  private static final int WIDTH = 72;

  /** Octets before the CRLF (RFC 5321 section 4.5.3.1.6). */
  private static final int LONGEST_LINE = 998;

  private PlainText() {}

  /** One line: control and format characters become a blank each, too long a text is cut. */
  static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(c -> line.appendCodePoint(isPrintable(c) ? c : ' '));
    return text.length() > LONGEST ? line.append(" [...]").toString() : line.toString();
  }

  /** A header field of ASCII in lines of up to 72 characters, folded at blanks, or anywhere where there is none. */
  static String folded(String name, String value) {
    return name + wrapped(ascii(line(value)), WIDTH - name.length(), "\r\n ");
  }

  /** Indented lines of up to 72 characters. */
  static String indented(String text) {
    return "    " + wrapped(line(text), WIDTH - 4, "\r\n    ");
  }

  /** Lines of up to 72 characters. */
  static String wrapped(String text) {
    return wrapped(line(text), WIDTH, "\r\n");
  }

  /** Whether it can travel as 7bit (RFC 2045 section 2.7): ASCII without NUL, CRLF alone as line end, no long lines. */
  static boolean isPlain(String text) {
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lineEnd = c == '\n' && i > 0 && text.charAt(i - 1) == '\r';
      boolean pending = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == 0 || c > 0x7f || (c == '\n' && !lineEnd) || (c == '\r' && !pending) || i - lineStart > LONGEST_LINE) {
        return false;
      }
      lineStart = lineEnd ? i + 1 : lineStart;
    }
    return true;
  }

  private static String wrapped(String text, int first, String lineEnd) {
    StringBuilder lines = new StringBuilder();
    String rest = text.strip();
    int width = first;
    while (rest.length() > width) {
      int blank = rest.lastIndexOf(' ', width);
      int end = blank > 0 ? blank : width;
      lines.append(rest, 0, end).append(lineEnd);
      rest = rest.substring(end).strip();
      width = WIDTH - lineEnd.length();
    }
    return lines.append(rest).toString();
  }

  private static String ascii(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
          Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
