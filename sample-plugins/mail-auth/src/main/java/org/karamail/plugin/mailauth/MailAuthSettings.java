package org.karamail.plugin.mailauth;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.karamail.hook.Session;
import org.karamail.model.MailDomain;
import org.karamail.model.Mailbox;
import org.karamail.plugin.mailauth.report.Reporter;
import org.karamail.plugin.mailauth.spf.Network;
import org.karamail.settings.Settings;

/**
 * What an operator may set; the shipped {@code etc/karamail.mailauth.cfg} says it in full.
 *
 * @param authservId the name under which results are written
 * @param skipNetworks clients that are not checked
 * @param spf whether SPF is checked
 * @param spfPolicy what a failure of SPF may do
 * @param dkim whether DKIM is checked
 * @param arc whether ARC is checked
 * @param trustedSealers whose word of an author counts where DMARC fails: domains in lower case
 * @param dmarc whether DMARC is checked
 * @param dmarcPolicy what a failure of DMARC may do
 * @param authenticationResults whether what was found is written into messages
 * @param reporter how aggregate reports are made
 */
record MailAuthSettings(
    MailDomain authservId,
    List<Network> skipNetworks,
    boolean spf,
    Enforcement spfPolicy,
    boolean dkim,
    boolean arc,
    Set<String> trustedSealers,
    boolean dmarc,
    Enforcement dmarcPolicy,
    boolean authenticationResults,
    Reporter reporter) {

  static final String PID = "karamail.mailauth";

  /** What a failure may do. */
  enum Enforcement {
    /** It is recorded. */
    NONE,
    /** What the domain asks for is done. */
    ENFORCE
  }

  private static final String NETWORKS = "networks such as 10.0.0.0/8 or 2001:db8::/32, separated by commas, or none";
  private static final String SEALERS = "domains as seals name them (d=), such as lists.example.org, separated by commas";
  private static final InetSocketAddress OWN_SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 2587);
  private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");

  MailAuthSettings {
    skipNetworks = List.copyOf(skipNetworks);
    trustedSealers = Set.copyOf(trustedSealers);
  }

  /**
   * Reads them.
   *
   * @param hostname the name of this host
   */
  static MailAuthSettings read(Settings settings, String hostname) {
    MailDomain authservId =
        settings.value("authservId", ownName(hostname), "a host name such as mx.example.org", MailAuthSettings::name);
    settings.leave(ArcKey.KEY, ArcKey.FOLDER);
    return new MailAuthSettings(
        authservId,
        networks(settings),
        settings.flag("spf", true),
        settings.choice("spfPolicy", Enforcement.NONE, Enforcement.class),
        settings.flag("dkim", true),
        settings.flag("arc", true),
        sealers(settings),
        settings.flag("dmarc", true),
        settings.choice("dmarcPolicy", Enforcement.NONE, Enforcement.class),
        settings.flag("authenticationResults", true),
        reporter(settings, authservId.text()));
  }

  /** Whether mail of this session is none of ours to check: its authors are our own. */
  boolean isSkipped(Session session) {
    return session.mayRelay() || skipNetworks.stream().anyMatch(network -> network.contains(session.remoteAddress()));
  }

  private static Reporter reporter(Settings settings, String name) {
    return new Reporter(
        settings.choice("reports", Reporter.Mode.NONE, Reporter.Mode.class),
        name,
        settings.text("reportOrganization", name),
        settings.value("reportFrom", "dmarc-reports@" + name, "an address such as reports@example.org", MailAuthSettings::address),
        settings.value("reportServer", OWN_SERVER, "an IP address and a port, such as 127.0.0.1:2587", MailAuthSettings::server),
        settings.duration("reportPeriod", Duration.ofDays(1), Duration.ofMinutes(10), Duration.ofDays(1)));
  }

  private static Optional<String> address(String text) {
    return Mailbox.parse(text).filter(mailbox -> !mailbox.isInternational()).map(Mailbox::toString);
  }

  private static Optional<InetSocketAddress> server(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    boolean sound = colon > 0 && port.matches("[1-9]\\d{0,4}") && Integer.parseInt(port) < 65_536;
    String host = text.substring(0, Math.max(colon, 0)).replaceAll("^\\[|\\]$", "");
    return Network.ipv4(host)
        .or(() -> Network.ipv6(host))
        .filter(address -> sound && host.indexOf('/') < 0)
        .map(address -> new InetSocketAddress(address.address(), Integer.parseInt(port)));
  }

  private static MailDomain ownName(String hostname) {
    return name(hostname).orElseGet(() -> new MailDomain("localhost"));
  }

  private static Optional<MailDomain> name(String text) {
    return MailDomain.parse(text).filter(domain -> !domain.isAddressLiteral() && !domain.isInternational());
  }

  private static Set<String> sealers(Settings settings) {
    return settings.list("trustedSealers", List.of()).stream()
        .map(text -> name(text).orElseThrow(() -> settings.refusal("trustedSealers", text, SEALERS)))
        .map(domain -> domain.text().toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Network> networks(Settings settings) {
    List<String> texts = settings.list("skipNetworks", LOOPBACK);
    return texts.equals(List.of("none")) ? List.of() : texts.stream().map(text -> network(settings, text)).toList();
  }

  private static Network network(Settings settings, String text) {
    return Network.ipv4(text)
        .or(() -> Network.ipv6(text))
        .orElseThrow(() -> settings.refusal("skipNetworks", text, NETWORKS));
  }
}
