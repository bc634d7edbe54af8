package org.karamail.plugin.mailauth.results;

/** Reads the name at the beginning of a field's value (RFC 8601 section 2.5), behind comments and within quotes. */
final class AuthservId {

  private AuthservId() {}

  /** The name; the empty text when none can be read. */
  static String of(String value) {
    int at = afterComments(value);
    if (at < value.length() && value.charAt(at) == '"') {
      return quoted(value, at + 1);
    }
    int end = at;
    while (end < value.length() && !isEnd(value.charAt(end))) {
      end++;
    }
    return value.substring(at, end);
  }

  private static boolean isEnd(char c) {
    return c <= ' ' || c == ';' || c == '(' || c == '"';
  }

  private static int afterComments(String value) {
    int depth = 0;
    int at = 0;
    while (at < value.length()) {
      char c = value.charAt(at);
      if (c == '\\' && depth > 0) {
        at++;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && depth > 0) {
        depth--;
      } else if (depth == 0 && c > ' ') {
        return at;
      }
      at++;
    }
    return value.length();
  }

  private static String quoted(String value, int from) {
    StringBuilder name = new StringBuilder();
    for (int at = from; at < value.length() && value.charAt(at) != '"'; at++) {
      if (value.charAt(at) == '\\' && at + 1 < value.length()) {
        at++;
      }
      name.append(value.charAt(at));
    }
    return name.toString().strip();
  }
}
