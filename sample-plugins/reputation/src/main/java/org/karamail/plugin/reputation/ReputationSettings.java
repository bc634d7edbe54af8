package org.karamail.plugin.reputation;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.karamail.settings.AddressRange;
import org.karamail.settings.Settings;

/**
 * What an operator may set; the shipped {@code etc/karamail.reputation.cfg} says it in full.
 *
 * @param timeout how long the lists may take
 * @param deferFrom the score from which a client comes back later
 * @param rejectFrom the score from which it is refused
 * @param points what deeds add to a client's own score
 */
record ReputationSettings(
    List<DnsList> lists,
    Duration timeout,
    int deferFrom,
    int rejectFrom,
    List<AddressRange> exempt,
    Duration halfLife,
    Points points,
    int maxClients,
    Duration greetDelay,
    EarlyTalkers earlyTalkers) {

  static final String PID = "karamail.reputation";

  private static final int NEVER = 101;
  private static final int IPV4_BITS = 32;
  private static final int IPV6_CUSTOMER = 64;
  private static final int MOST_LISTS = 64;

  /** What becomes of who speaks before the greeting. */
  enum EarlyTalkers {
    IGNORE,
    REJECT
  }

  /** What deeds add to a client's own score. */
  record Points(int virus, int spam, int message, int idle, int early) {}

  ReputationSettings {
    lists = List.copyOf(lists);
    exempt = List.copyOf(exempt);
  }

  static ReputationSettings read(Settings settings) {
    List<String> lists = settings.list("lists", List.of());
    if (lists.size() > MOST_LISTS) {
      throw settings.refusal("lists", String.join(", ", lists), "at most " + MOST_LISTS + " lists");
    }
    return new ReputationSettings(
        lists.stream().map(text -> list(settings, text)).toList(),
        settings.duration("timeout", Duration.ofMillis(1_500), Duration.ofMillis(100), Duration.ofSeconds(10)),
        settings.number("deferFrom", NEVER, 1, NEVER),
        settings.number("rejectFrom", NEVER, 1, NEVER),
        settings.list("exempt", List.of()).stream().map(text -> range(settings, text)).toList(),
        settings.duration("halfLife", Duration.ofHours(12), Duration.ofMinutes(1), Duration.ofDays(30)),
        new Points(
            points(settings, "virus", 40),
            points(settings, "spam", 10),
            points(settings, "message", -2),
            points(settings, "idle", 1),
            points(settings, "early", 30)),
        settings.number("maxClients", 100_000, 1_000, 10_000_000),
        settings.duration("greetDelay", Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30)),
        settings.choice("earlyTalkers", EarlyTalkers.IGNORE, EarlyTalkers.class));
  }

  /** Whether anything can come of a score: as shipped nothing does, and none is kept. */
  boolean judges() {
    return !lists.isEmpty()
        || Math.min(deferFrom, rejectFrom) < NEVER
        || !greetDelay.isZero()
        || earlyTalkers != EarlyTalkers.IGNORE;
  }

  /** Whose score it is: one IPv4 address, or the network of one IPv6 customer. */
  static AddressRange client(InetAddress address) {
    return AddressRange.around(address, address instanceof Inet4Address ? IPV4_BITS : IPV6_CUSTOMER);
  }

  boolean isExempt(InetAddress address) {
    return exempt.stream().anyMatch(range -> range.contains(address));
  }

  private static int points(Settings settings, String key, int fallback) {
    return settings.number(key, fallback, -100, 100);
  }

  private static DnsList list(Settings settings, String text) {
    return DnsList.parse(text).orElseThrow(() -> settings.refusal("lists", text, DnsList.ACCEPTED));
  }

  private static AddressRange range(Settings settings, String text) {
    return AddressRange.parse(text).orElseThrow(() -> settings.refusal("exempt", text, AddressRange.ACCEPTED));
  }
}
