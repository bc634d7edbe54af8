package org.karamail.plugin.reputation;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.settings.AddressRange;

/**
 * Which answers of a list count: {@code 127.0.0.2-9}, {@code 127.0.*.3}. An answer outside 127/8 never does: a zone that was
 * given up answers with the address of an advertisement.
 *
 * @param parts the least and the most of each octet
 */
record CodeMask(List<Span> parts) {

  /** All of 127/8 but what says that nothing is known: 127.0.0.1 (RFC 5782 section 5), 127.255/16 (refused to answer). */
  static final CodeMask ANY = new CodeMask(List.of(new Span(127, 127), new Span(0, 254), new Span(0, 255), new Span(0, 255)));

  private static final Pattern PART = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?|\\*");
  private static final Pattern DOT = Pattern.compile("\\.");
  private static final AddressRange NOTHING = AddressRange.parse("127.0.0.1").orElseThrow();
  private static final int OCTETS = 4;
  private static final int MOST = 255;
  private static final int LOOPBACK = 127;

  /** One octet's range. */
  record Span(int least, int most) {
    boolean holds(byte octet) {
      int value = octet & 0xff;
      return value >= least && value <= most;
    }
  }

  CodeMask {
    parts = List.copyOf(parts);
  }

  static Optional<CodeMask> parse(String text) {
    List<String> texts = DOT.splitAsStream(text).toList();
    List<Span> parts = new ArrayList<>();
    texts.forEach(part -> part(part).ifPresent(parts::add));
    boolean whole = texts.size() == OCTETS && parts.size() == OCTETS;
    return whole && parts.get(0).equals(new Span(LOOPBACK, LOOPBACK)) ? Optional.of(new CodeMask(parts)) : Optional.empty();
  }

  boolean matches(InetAddress code) {
    if (!(code instanceof Inet4Address) || (equals(ANY) && NOTHING.contains(code))) {
      return false;
    }
    byte[] octets = code.getAddress();
    for (int i = 0; i < OCTETS; i++) {
      if (!parts.get(i).holds(octets[i])) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Span> part(String text) {
    Matcher form = PART.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    if (text.equals("*")) {
      return Optional.of(new Span(0, MOST));
    }
    int least = Integer.parseInt(form.group(1));
    int most = Optional.ofNullable(form.group(2)).map(Integer::parseInt).orElse(least);
    return most > MOST || least > most ? Optional.empty() : Optional.of(new Span(least, most));
  }
}
