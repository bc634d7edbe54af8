package org.karamail.model;

import java.util.regex.Pattern;

/** Text in the form in which parameters carry it: what is not a printable ASCII character is +XX (RFC 3461 section 4). */
public final class Xtext {

  private static final Pattern FORM = Pattern.compile("(?:[!-*,-<>-~]|\\+[2-7][0-9A-F])*");
  private static final int HEX = 16;
  private static final char DELETE = 0x7f;

  private Xtext() {}

  /** Whether this is xtext that stands for printable ASCII. */
  public static boolean isWellFormed(String xtext) {
    return FORM.matcher(xtext).matches() && decode(xtext).indexOf(DELETE) < 0;
  }

  /** What well-formed xtext stands for. */
  public static String decode(String xtext) {
    StringBuilder text = new StringBuilder(xtext.length());
    int i = 0;
    while (i < xtext.length()) {
      char c = xtext.charAt(i);
      text.append(c == '+' ? (char) Integer.parseInt(xtext, i + 1, i + 3, HEX) : c);
      i += c == '+' ? 3 : 1;
    }
    return text.toString();
  }
}
