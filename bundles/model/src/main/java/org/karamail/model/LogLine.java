package org.karamail.model;

/**
 * A line of a log as {@code key=value} pairs in the order in which they are given: {@code event=accepted id=06A...
 * from=alice@example.org}.
 *
 * <p>A value that is not one plain word stands in quotes; what is not printable ASCII is written as an escape, and what is
 * very long is cut: nobody writes lines, keys or terminal sequences into a log through us.
 *
 * <p>Belongs to the thread that builds it.
 */
public final class LogLine {

  private static final int LONGEST_VALUE = 512;

  private final StringBuilder line = new StringBuilder(200);

  private LogLine() {}

  /** A line that begins with what happened. */
  public static LogLine of(String event) {
    return new LogLine().with("event", event);
  }

  /** Adds a pair; the key is a plain word of our own. */
  public LogLine with(String key, Object value) {
    if (!line.isEmpty()) {
      line.append(' ');
    }
    line.append(key).append('=');
    append(value.toString());
    return this;
  }

  @Override
  public String toString() {
    return line.toString();
  }

  private void append(String value) {
    if (value.length() <= LONGEST_VALUE && isPlain(value)) {
      line.append(value);
      return;
    }
    line.append('"');
    value.chars().limit(LONGEST_VALUE).forEach(c -> escape((char) c));
    line.append(value.length() > LONGEST_VALUE ? "...\"" : "\"");
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '$') {
        return false;
      }
    }
    return !value.isEmpty();
  }

  private void escape(char c) {
    if (c == '"' || c == '\\') {
      line.append('\\').append(c);
    } else if (c >= ' ' && c < 0x7f && c != '$') {
      line.append(c);
    } else {
      line.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
    }
  }
}
