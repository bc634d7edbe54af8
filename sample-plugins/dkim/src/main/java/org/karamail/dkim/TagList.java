package org.karamail.dkim;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list of tags and values, {@code v=1; a=rsa-sha256; …} (RFC 6376 section 3.2).
 *
 * @param tags in their order; values without the white space around them
 */
public record TagList(Map<String, String> tags) {

  public TagList {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /**
   * Reads a list.
   *
   * @return empty when it breaks the grammar; a tag that stands twice does, too
   */
  public static Optional<TagList> parse(String text) {
    Map<String, String> tags = new LinkedHashMap<>();
    String[] specs = text.split(";", -1);
    for (int i = 0; i < specs.length; i++) {
      String spec = stripped(specs[i]);
      if (spec.isEmpty() && i == specs.length - 1) {
        break;
      }
      int equals = spec.indexOf('=');
      String name = equals < 0 ? "" : stripped(spec.substring(0, equals));
      if (!isName(name) || !isValue(spec.substring(equals + 1))) {
        return Optional.empty();
      }
      if (tags.putIfAbsent(name, stripped(spec.substring(equals + 1))) != null) {
        return Optional.empty();
      }
    }
    return tags.isEmpty() ? Optional.empty() : Optional.of(new TagList(tags));
  }

  /** The value of a tag; its name is case-sensitive. */
  public Optional<String> get(String tag) {
    return Optional.ofNullable(tags.get(tag));
  }

  /** The value of a tag without any white space, as base64 is read. */
  public Optional<String> dense(String tag) {
    return get(tag).map(TagList::withoutWhite);
  }

  /** The parts of a value between colons, each without white space around it; none where there is no such tag. */
  public List<String> parts(String tag) {
    return get(tag)
        .map(value -> Arrays.stream(value.split(":", -1)).map(TagList::stripped).toList())
        .orElse(List.of());
  }

  static boolean isWhite(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static String withoutWhite(String value) {
    StringBuilder text = new StringBuilder(value.length());
    value.chars().filter(c -> !isWhite((char) c)).forEach(c -> text.append((char) c));
    return text.toString();
  }

  private static String stripped(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isWhite(text.charAt(from))) {
      from++;
    }
    while (to > from && isWhite(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isName(String name) {
    return !name.isEmpty() && isLetter(name.charAt(0)) && name.chars().allMatch(TagList::isOfName);
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isOfName(int c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '_';
  }

  /** Anything visible, and characters beyond ASCII (RFC 8616); control characters but white space are none. */
  private static boolean isValue(String value) {
    return value.chars().noneMatch(c -> Character.isISOControl(c) && !isWhite((char) c));
  }
}
