package org.karamail.dns.internal;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.karamail.settings.Settings;

/**
 * What an operator may set about DNS; the shipped {@code etc/karamail.dns.cfg} says it in full.
 *
 * @param servers name servers in the order in which they are asked; empty means those of the system
 * @param timeout how long a question may take, all tries together
 * @param tries how often a question is asked
 * @param cacheSize how many answers are kept
 * @param longestTtl how long an answer is kept at most
 * @param shortestTtl how long an answer is kept at least
 * @param longestNegativeTtl how long it is remembered at most that there is nothing
 * @param prewarm domains that are looked up ahead
 */
record DnsSettings(
    List<InetSocketAddress> servers,
    Duration timeout,
    int tries,
    int cacheSize,
    Duration longestTtl,
    Duration shortestTtl,
    Duration longestNegativeTtl,
    List<String> prewarm) {

  static final String PID = "karamail.dns";

  private static final String ACCEPTED_SERVERS =
      "IP addresses, each with a port where it is not 53, separated by commas: 127.0.0.1, 192.0.2.53:5353, [2001:db8::53]:53";
  private static final String ACCEPTED_DOMAINS = "domains such as example.org, separated by commas";

  DnsSettings {
    servers = List.copyOf(servers);
    prewarm = List.copyOf(prewarm);
    if (shortestTtl.compareTo(longestTtl) > 0) {
      throw new IllegalArgumentException("minTtl must not be longer than maxTtl");
    }
  }

  static DnsSettings read(Settings settings) {
    return new DnsSettings(
        settings.list("servers", List.of()).stream().map(text -> server(settings, text)).toList(),
        settings.duration("timeout", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(1)),
        settings.number("tries", 3, 1, 10),
        settings.number("cacheSize", 1_000, 0, 1_000_000),
        settings.duration("maxTtl", Duration.ofMinutes(5), Duration.ZERO, Duration.ofDays(1)),
        settings.duration("minTtl", Duration.ofSeconds(5), Duration.ZERO, Duration.ofHours(1)),
        settings.duration("maxNegativeTtl", Duration.ofSeconds(60), Duration.ZERO, Duration.ofHours(3)),
        settings.list("prewarm", List.of()).stream().map(text -> domain(settings, text)).toList());
  }

  private static InetSocketAddress server(Settings settings, String text) {
    return ServerAddress.parse(text).orElseThrow(() -> settings.refusal("servers", text, ACCEPTED_SERVERS));
  }

  private static String domain(Settings settings, String text) {
    return DnsName.parse(text)
        .map(DnsName::text)
        .orElseThrow(() -> settings.refusal("prewarm", text, ACCEPTED_DOMAINS));
  }
}
