package org.karamail.plugin.antispam;

/** Text of strangers made fit for one line of a protocol. */
final class Printable {

  private static final int LONGEST = 500;

  private Printable() {}

  /** The text without control characters and line separators, no longer than a line. */
  static String of(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
  }
}
