package org.karamail.shell.internal.view;

/**
 * Makes text from outside harmless to a terminal: whatever is no plain character becomes an escape, {@code \x1B} or {@code
 * \}{@code u202E}.
 *
 * <p>Not plain are control characters (an ESC starts a command to the terminal, and so do C1 controls alone), line and
 * paragraph separators, format characters (they reorder or hide what stands beside them), lone surrogates, and code points
 * that mean nothing yet.
 */
public final class Printable {

  private Printable() {}

  /** The text in one line; applied again it changes nothing. */
  public static String of(String text) {
    if (text.codePoints().allMatch(Printable::isPlain)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> append(point, safe));
    return safe.toString();
  }

  static void append(int point, StringBuilder target) {
    if (isPlain(point)) {
      target.appendCodePoint(point);
    } else if (point < 0x100) {
      target.append(String.format("\\x%02X", point));
    } else {
      target.append(String.format(point < 0x10000 ? "\\u%04X" : "\\u{%X}", point));
    }
  }

  static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.UNASSIGNED,
              Character.PRIVATE_USE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
