package org.karamail.smtp.internal.session;

/**
 * Text from outside as the value of a key in a log line: in quotes where it is not one plain word, everything that is not
 * printable ASCII as an escape, so that nobody writes log lines or terminal sequences through us.
 */
final class LogText {

  private static final int LONGEST = 512;

  private LogText() {}

  static String of(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return isPlain(cut) ? cut : quoted(cut);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '"' || c == '\\') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c >= ' ' && c < 0x7f) {
        quoted.append(c);
      } else {
        quoted.append(String.format("\\u%04x", (int) c));
      }
    }
    return quoted.append('"').toString();
  }
}
