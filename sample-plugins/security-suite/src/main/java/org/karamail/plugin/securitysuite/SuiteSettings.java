package org.karamail.plugin.securitysuite;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.karamail.guard.Rate;
import org.karamail.hook.RateLimitCheck.Stage;
import org.karamail.settings.AddressRange;
import org.karamail.settings.Settings;

/**
 * What an operator may set; the shipped {@code etc/karamail.securitysuite.cfg} says it in full.
 *
 * @param rates of each step; none where there is no limit
 * @param greylistDelay how long strangers stay away; zero greylists nobody
 * @param greylistTtl how long it is remembered who came
 * @param deferFrom the score from which a client comes back later
 * @param points what deeds add to a score
 */
record SuiteSettings(
    Map<Stage, List<Rate>> rates,
    Duration greylistDelay,
    Duration greylistTtl,
    int deferFrom,
    Points points,
    Duration scoreHalfLife,
    int maxEntries) {

  static final String PID = "karamail.securitysuite";

  private static final int NEVER = 101;
  private static final int IPV4_BITS = 32;
  private static final int IPV6_CUSTOMER = 64;

  /** What deeds add to a score. */
  record Points(int exceeded, int early, int idle, int message) {}

  SuiteSettings {
    rates = Map.copyOf(rates);
    if (greylistDelay.compareTo(greylistTtl) >= 0) {
      throw new IllegalArgumentException("greylistTtl must be longer than greylistDelay");
    }
  }

  static SuiteSettings read(Settings settings) {
    return new SuiteSettings(
        Map.of(
            Stage.CONNECT, rates(settings, "connections"),
            Stage.MAIL, rates(settings, "messages"),
            Stage.RCPT, rates(settings, "recipients")),
        settings.duration("greylistDelay", Duration.ZERO, Duration.ZERO, Duration.ofDays(1)),
        settings.duration("greylistTtl", Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofDays(60)),
        settings.number("deferFrom", NEVER, 1, NEVER),
        new Points(
            settings.number("scoreExceeded", 5, -100, 100),
            settings.number("scoreEarly", 20, -100, 100),
            settings.number("scoreIdle", 1, -100, 100),
            settings.number("scoreMessage", -2, -100, 100)),
        settings.duration("scoreHalfLife", Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofDays(30)),
        settings.number("maxEntries", 100_000, 1_000, 10_000_000));
  }

  boolean isLimiting() {
    return rates.values().stream().anyMatch(some -> !some.isEmpty());
  }

  List<Rate> rates(Stage stage) {
    return rates.getOrDefault(stage, List.of());
  }

  /** One IPv4 address, or the network of one IPv6 customer. */
  static AddressRange client(InetAddress address) {
    return AddressRange.around(address, address instanceof Inet4Address ? IPV4_BITS : IPV6_CUSTOMER);
  }

  private static List<Rate> rates(Settings settings, String key) {
    return settings.list(key, List.of()).stream()
        .map(text -> Rate.parse(text).orElseThrow(() -> settings.refusal(key, text, Rate.ACCEPTED)))
        .toList();
  }
}
