package org.karamail.plugin.ratelimit;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.karamail.guard.Rate;
import org.karamail.settings.AddressRange;
import org.karamail.settings.Settings;

/**
 * What an operator may set; the shipped {@code etc/karamail.ratelimit.cfg} says it in full.
 *
 * @param clientIpv6Prefix how much of an IPv6 address is one client
 * @param exempt who is never limited by address
 * @param rates of the limits that are set
 */
record RateLimitSettings(
    int clientIpv6Prefix,
    int networkIpv4Prefix,
    int networkIpv6Prefix,
    List<AddressRange> exempt,
    Map<Limit, List<Rate>> rates) {

  static final String PID = "karamail.ratelimit";

  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;
  private static final int MOST_RATES = 8;

  RateLimitSettings {
    exempt = List.copyOf(exempt);
    rates = Map.copyOf(rates);
  }

  static RateLimitSettings read(Settings settings) {
    Map<Limit, List<Rate>> rates = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      List<String> texts = settings.list(limit.key(), List.of());
      if (texts.size() > MOST_RATES) {
        throw settings.refusal(limit.key(), String.join(", ", texts), "at most " + MOST_RATES + " rates");
      }
      if (!texts.isEmpty()) {
        rates.put(limit, texts.stream().map(text -> rate(settings, limit, text)).toList());
      }
    }
    return new RateLimitSettings(
        settings.number("clientIpv6Prefix", 64, 1, IPV6_BITS),
        settings.number("networkIpv4Prefix", 24, 1, IPV4_BITS),
        settings.number("networkIpv6Prefix", 48, 1, IPV6_BITS),
        settings.list("exempt", List.of()).stream().map(text -> range(settings, text)).toList(),
        rates);
  }

  AddressRange client(InetAddress address) {
    return AddressRange.around(address, address instanceof Inet4Address ? IPV4_BITS : clientIpv6Prefix);
  }

  AddressRange network(InetAddress address) {
    return AddressRange.around(address, address instanceof Inet4Address ? networkIpv4Prefix : networkIpv6Prefix);
  }

  boolean isExempt(InetAddress address) {
    return exempt.stream().anyMatch(range -> range.contains(address));
  }

  private static Rate rate(Settings settings, Limit limit, String text) {
    return Rate.parse(text).orElseThrow(() -> settings.refusal(limit.key(), text, Rate.ACCEPTED));
  }

  private static AddressRange range(Settings settings, String text) {
    return AddressRange.parse(text).orElseThrow(() -> settings.refusal("exempt", text, AddressRange.ACCEPTED));
  }
}
