package org.karamail.plugin.mailauth.arc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who sealed a set of a chain that passes, and for which author it says that DMARC had passed when the message came there.
 *
 * @param instance 1 for the first host
 * @param domain whose seal it is, in lower case
 * @param author a domain in lower case; empty when it says nothing of the kind
 */
public record Sealed(int instance, String domain, String selector, Optional<String> author) {

  static Sealed of(ArcSet set) {
    return new Sealed(
        set.instance(),
        set.seal().domain().map(domain -> domain.text().toLowerCase(Locale.ROOT)).orElse(""),
        set.seal().selector().orElse(""),
        Claims.author(set.results()));
  }

  /**
   * The set by which somebody we trust vouches for an author. Who had the message later could have put anything into an older
   * chain, because only the newest message signature is compared with the message: all later sealers must be trusted, too.
   *
   * @param sets the oldest first
   * @param trusted domains in lower case
   */
  public static Optional<Sealed> vouching(List<Sealed> sets, Set<String> trusted) {
    for (int i = sets.size() - 1; i >= 0 && trusted.contains(sets.get(i).domain()); i--) {
      if (sets.get(i).author().isPresent()) {
        return Optional.of(sets.get(i));
      }
    }
    return Optional.empty();
  }
}
