package org.karamail.shell.internal.view;

import org.jline.utils.WCWidth;

/** How many columns of a terminal a text takes, and texts cut and filled to a number of them. */
final class Columns {

  private static final String CUT = "..";

  private Columns() {}

  static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  /** The text, its end replaced by two dots where it takes more than {@code most} columns. */
  static String cut(String text, int most) {
    if (of(text) <= most) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int room = most - CUT.length();
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      room -= of(point);
      if (room < 0) {
        break;
      }
      kept.appendCodePoint(point);
      i += Character.charCount(point);
    }
    return kept + CUT;
  }

  static String left(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  static String right(String text, int columns) {
    return " ".repeat(Math.max(0, columns - of(text))) + text;
  }

  private static int of(int point) {
    return Math.max(0, WCWidth.wcwidth(point));
  }
}
