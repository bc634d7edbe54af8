package org.karamail.dns.internal;

import java.time.Duration;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.DnsAnswer.Found;
import org.karamail.dns.DnsAnswer.NoData;
import org.karamail.dns.DnsAnswer.NoSuchName;

/**
 * How long answers are kept.
 *
 * @param shortest nothing is asked again sooner
 * @param longest nothing is believed longer
 * @param longestNegative the same for what there is not (RFC 2308)
 */
record Ttl(Duration shortest, Duration longest, Duration longestNegative) {

  /** A zone that does not say how long its "no" is good for. */
  static final Duration UNTOLD_NEGATIVE = Duration.ofSeconds(30);

  static Ttl of(DnsSettings settings) {
    return new Ttl(settings.shortestTtl(), settings.longestTtl(), settings.longestNegativeTtl());
  }

  /** The answer with a time to live within these bounds. */
  <T> DnsAnswer<T> bound(DnsAnswer<T> answer) {
    return switch (answer.kind()) {
      case FOUND -> set(answer, between(answer.ttl(), longest));
      case NO_DATA, NO_SUCH_NAME -> set(answer, between(answer.ttl(), longestNegative));
      case FAILED -> answer;
    };
  }

  /** The answer with another time to live; a failure has none. */
  static <T> DnsAnswer<T> set(DnsAnswer<T> answer, Duration ttl) {
    return set(answer, ttl, answer.isAuthentic());
  }

  static <T> DnsAnswer<T> set(DnsAnswer<T> answer, Duration ttl, boolean authentic) {
    return switch (answer.kind()) {
      case FOUND -> new Found<>(answer.records(), nameOf(answer), ttl, authentic);
      case NO_DATA -> new NoData<>(ttl, authentic);
      case NO_SUCH_NAME -> new NoSuchName<>(ttl, authentic);
      case FAILED -> answer;
    };
  }

  private static String nameOf(DnsAnswer<?> answer) {
    return answer instanceof Found<?> found ? found.name() : "";
  }

  private Duration between(Duration ttl, Duration most) {
    Duration least = shortest.compareTo(most) < 0 ? shortest : most;
    return ttl.compareTo(least) < 0 ? least : ttl.compareTo(most) > 0 ? most : ttl;
  }
}
