package org.karamail.plugin.mailauth.spf;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.hook.CheckResult.Value;
import org.karamail.plugin.mailauth.spf.Mechanism.Kind;

/** Reads one term of a record; empty for what is none. */
final class TermReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
  private static final Pattern PREFIXES = Pattern.compile("(?:/(\\d{1,3}))?(?://(\\d{1,3}))?$");

  private TermReader() {}

  static Optional<Term> read(String term) {
    int equals = term.indexOf('=');
    boolean modifier = equals >= 0 && NAME.matcher(term.substring(0, equals)).matches();
    return modifier ? modifier(term.substring(0, equals), term.substring(equals + 1)) : directive(term);
  }

  private static Optional<Term> modifier(String name, String value) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "redirect" -> MacroString.parseDomain(value).map(Term.Redirect::new);
      case "exp" -> MacroString.parseDomain(value).map(Term.Explanation::new);
      default -> MacroString.parse(value).map(ignored -> new Term.Unknown());
    };
  }

  private static Optional<Term> directive(String term) {
    Value meaning =
        switch (term.charAt(0)) {
          case '-' -> Value.FAIL;
          case '~' -> Value.SOFTFAIL;
          case '?' -> Value.NEUTRAL;
          default -> Value.PASS;
        };
    boolean qualified = "+-~?".indexOf(term.charAt(0)) >= 0;
    return mechanism(qualified ? term.substring(1) : term)
        .map(mechanism -> new Term.Directive(meaning, mechanism, term));
  }

  private static Optional<Mechanism> mechanism(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) != ':' && text.charAt(end) != '/') {
      end++;
    }
    String rest = text.substring(end);
    return switch (text.substring(0, end).toLowerCase(Locale.ROOT)) {
      case "all" -> rest.isEmpty() ? Optional.of(Mechanism.all()) : Optional.empty();
      case "include" -> named(Kind.INCLUDE, rest);
      case "exists" -> named(Kind.EXISTS, rest);
      case "a" -> addresses(Kind.A, rest);
      case "mx" -> addresses(Kind.MX, rest);
      case "ptr" -> rest.isEmpty() ? Optional.of(Mechanism.about(Kind.PTR, Optional.empty())) : named(Kind.PTR, rest);
      case "ip4" -> network(Kind.IP4, rest, Network::ipv4);
      case "ip6" -> network(Kind.IP6, rest, Network::ipv6);
      default -> Optional.empty();
    };
  }

  private static Optional<Mechanism> named(Kind kind, String rest) {
    return rest.startsWith(":")
        ? MacroString.parseDomain(rest.substring(1)).map(target -> Mechanism.about(kind, Optional.of(target)))
        : Optional.empty();
  }

  private static Optional<Mechanism> network(Kind kind, String rest, Function<String, Optional<Network>> reader) {
    return rest.startsWith(":")
        ? reader.apply(rest.substring(1)).map(network -> Mechanism.in(kind, network))
        : Optional.empty();
  }

  /** The slashes of a name are told from those of the prefixes by reading from the end. */
  private static Optional<Mechanism> addresses(Kind kind, String rest) {
    Matcher prefixes = PREFIXES.matcher(rest);
    if (!prefixes.find()) {
      return Optional.empty();
    }
    Optional<Integer> ipv4 = bits(prefixes, 1, Network.IPV4_BITS);
    Optional<Integer> ipv6 = bits(prefixes, 2, Network.IPV6_BITS);
    String name = rest.substring(0, prefixes.start());
    Optional<Mechanism> bare =
        name.isEmpty() ? Optional.of(Mechanism.about(kind, Optional.empty())) : named(kind, name);
    return bare.flatMap(mechanism -> ipv4.flatMap(four -> ipv6.map(six -> mechanism.within(four, six))));
  }

  private static Optional<Integer> bits(Matcher prefixes, int group, int most) {
    return prefixes.group(group) == null ? Optional.of(most) : Network.bits(prefixes.group(group), most);
  }
}
