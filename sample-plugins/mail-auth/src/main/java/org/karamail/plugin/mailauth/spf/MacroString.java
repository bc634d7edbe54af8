package org.karamail.plugin.mailauth.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Text with macros (RFC 7208 section 7.1). Read once, expanded for each client.
 *
 * @param parts what it is made of, in order
 * @param source as it stands in the record
 */
record MacroString(List<Part> parts, String source) {

  private static final int LONGEST_DOMAIN = 253;
  private static final String ESCAPED_SPACE = "%20";

  /** A piece of it. */
  interface Part {

    /** Its text, with the values of the macro letters at hand. */
    String expand(Function<Character, String> values);

    /** Whether it needs the value of this letter, in lower case. */
    boolean needs(char letter);
  }

  private record Literal(String text) implements Part {
    @Override
    public String expand(Function<Character, String> values) {
      return text;
    }

    @Override
    public boolean needs(char letter) {
      return false;
    }
  }

  MacroString {
    parts = List.copyOf(parts);
  }

  /** Reads a macro-string: visible ASCII and the macros that are legal everywhere. */
  static Optional<MacroString> parse(String text) {
    return new Reading(text, "slodiphv", '!').read();
  }

  /** Reads the text at the target of {@code exp}: spaces and three more letters are legal there. */
  static Optional<MacroString> parseExplanation(String text) {
    return new Reading(text, "slodiphvcrt", ' ').read();
  }

  /** Reads a domain-spec: a macro-string that ends in a macro or in a top label. */
  static Optional<MacroString> parseDomain(String text) {
    Reading reading = new Reading(text, "slodiphv", '!');
    return text.isEmpty() ? Optional.empty() : reading.read().filter(read -> endsWell(text, reading.afterMacros));
  }

  boolean needs(char letter) {
    return parts.stream().anyMatch(part -> part.needs(letter));
  }

  String expand(Function<Character, String> values) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.expand(values)));
    return text.toString();
  }

  /** The name it expands to, shortened from the left where it is too long for one (section 7.3). */
  String expandDomain(Function<Character, String> values) {
    String name = expand(values);
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    while (bare.length() > LONGEST_DOMAIN && bare.indexOf('.') >= 0) {
      bare = bare.substring(bare.indexOf('.') + 1);
    }
    return bare;
  }

  private static boolean endsWell(String text, int afterMacros) {
    String tail = text.substring(afterMacros);
    if (tail.isEmpty()) {
      return true;
    }
    String bare = tail.endsWith(".") ? tail.substring(0, tail.length() - 1) : tail;
    int dot = bare.lastIndexOf('.');
    return dot >= 0 && isTopLabel(bare.substring(dot + 1));
  }

  private static boolean isTopLabel(String label) {
    boolean legal = !label.isEmpty() && label.chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '-');
    return legal && !label.startsWith("-") && !label.endsWith("-") && !label.chars().allMatch(MacroString::isDigit);
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** One walk over a text. */
  private static final class Reading {
    private final String text;
    private final String letters;
    private final char lowest;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;
    private int afterMacros;

    Reading(String text, String letters, char lowest) {
      this.text = text;
      this.letters = letters;
      this.lowest = lowest;
    }

    Optional<MacroString> read() {
      while (at < text.length()) {
        if (!(text.charAt(at) == '%' ? macro() : literal(text.charAt(at)))) {
          return Optional.empty();
        }
      }
      endLiteral();
      return Optional.of(new MacroString(parts, text));
    }

    private boolean literal(char c) {
      literal.append(c);
      at++;
      return c >= lowest && c <= '~';
    }

    private boolean macro() {
      if (at + 1 >= text.length()) {
        return false;
      }
      boolean understood =
          switch (text.charAt(at + 1)) {
            case '%' -> stands("%");
            case '_' -> stands(" ");
            case '-' -> stands(ESCAPED_SPACE);
            case '{' -> letter();
            default -> false;
          };
      afterMacros = at;
      return understood;
    }

    private boolean stands(String forThis) {
      literal.append(forThis);
      at += 2;
      return true;
    }

    private boolean letter() {
      int end = text.indexOf('}', at);
      Optional<Macro> macro = end < 0 ? Optional.empty() : Macro.parse(text.substring(at + 2, end), letters);
      endLiteral();
      macro.ifPresent(parts::add);
      at = end + 1;
      return macro.isPresent();
    }

    private void endLiteral() {
      if (!literal.isEmpty()) {
        parts.add(new Literal(literal.toString()));
        literal.setLength(0);
      }
    }
  }
}
