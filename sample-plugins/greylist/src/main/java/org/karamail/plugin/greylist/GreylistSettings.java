package org.karamail.plugin.greylist;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.karamail.model.MailDomain;
import org.karamail.model.Mailbox;
import org.karamail.settings.AddressRange;
import org.karamail.settings.Settings;

/**
 * What an operator may set; the shipped {@code etc/karamail.greylist.cfg} says it in full.
 *
 * @param delay how long a stranger stays away
 * @param window how long it may take to come back
 * @param keep how long who came back is remembered
 * @param whitelistAfter after how many triplets a network passes for all; 0 for never
 * @param spfPass whether SPF's pass lets through
 * @param exemptRecipients addresses, domains and {@code local-part@}, in lower case
 */
record GreylistSettings(
    boolean enabled,
    Duration delay,
    Duration window,
    Duration keep,
    int whitelistAfter,
    boolean spfPass,
    int ipv4Prefix,
    int ipv6Prefix,
    List<AddressRange> exempt,
    Set<String> exemptRecipients,
    int maxEntries) {

  static final String PID = "karamail.greylist";

  private static final String ACCEPTED_RECIPIENT = "addresses (ann@example.org), domains (example.org), local parts (postmaster@)";

  GreylistSettings {
    exempt = List.copyOf(exempt);
    exemptRecipients = Set.copyOf(exemptRecipients);
    if (delay.compareTo(window) >= 0) {
      throw new IllegalArgumentException("window must be longer than delay");
    }
  }

  static GreylistSettings read(Settings settings) {
    return new GreylistSettings(
        settings.flag("enabled", false),
        settings.duration("delay", Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofDays(1)),
        settings.duration("window", Duration.ofDays(2), Duration.ofMinutes(1), Duration.ofDays(30)),
        settings.duration("keep", Duration.ofDays(36), Duration.ofDays(1), Duration.ofDays(365)),
        settings.number("whitelistAfter", 5, 0, 1_000),
        settings.flag("spfPass", true),
        settings.number("ipv4Prefix", 24, 8, 32),
        settings.number("ipv6Prefix", 64, 16, 128),
        settings.list("exempt", List.of()).stream().map(text -> range(settings, text)).toList(),
        settings.list("exemptRecipients", List.of("postmaster@", "abuse@")).stream()
            .map(text -> recipient(settings, text))
            .collect(Collectors.toSet()),
        settings.number("maxEntries", 200_000, 1_000, 10_000_000));
  }

  AddressRange network(InetAddress address) {
    return AddressRange.around(address, address instanceof Inet4Address ? ipv4Prefix : ipv6Prefix);
  }

  boolean isExempt(InetAddress client) {
    return exempt.stream().anyMatch(range -> range.contains(client));
  }

  boolean isExempt(Mailbox recipient) {
    String address = recipient.toString().toLowerCase(Locale.ROOT);
    String domain = recipient.domain().text().toLowerCase(Locale.ROOT);
    String local = recipient.localPart().toLowerCase(Locale.ROOT) + "@";
    return exemptRecipients.contains(address) || exemptRecipients.contains(domain) || exemptRecipients.contains(local);
  }

  private static AddressRange range(Settings settings, String text) {
    return AddressRange.parse(text).orElseThrow(() -> settings.refusal("exempt", text, AddressRange.ACCEPTED));
  }

  private static String recipient(Settings settings, String text) {
    boolean known =
        text.endsWith("@") ? text.length() > 1 : text.contains("@") ? Mailbox.parse(text).isPresent() : MailDomain.parse(text).isPresent();
    if (!known) {
      throw settings.refusal("exemptRecipients", text, ACCEPTED_RECIPIENT);
    }
    return text.toLowerCase(Locale.ROOT);
  }
}
