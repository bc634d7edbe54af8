package org.karamail.plugin.mailauth;

import java.util.List;
import java.util.Optional;
import org.karamail.hook.Session;
import org.karamail.model.MailDomain;
import org.karamail.plugin.mailauth.spf.Network;
import org.karamail.settings.Settings;

/**
 * What an operator may set; the shipped {@code etc/karamail.mailauth.cfg} says it in full.
 *
 * @param authservId the name under which results are written
 * @param skipNetworks clients that are not checked
 * @param spf whether SPF is checked
 * @param spfPolicy what a failure of SPF may do
 * @param dmarc whether DMARC is checked
 * @param dmarcPolicy what a failure of DMARC may do
 * @param authenticationResults whether what was found is written into messages
 */
record MailAuthSettings(
    MailDomain authservId,
    List<Network> skipNetworks,
    boolean spf,
    Enforcement spfPolicy,
    boolean dmarc,
    Enforcement dmarcPolicy,
    boolean authenticationResults) {

  static final String PID = "karamail.mailauth";

  /** What a failure may do. */
  enum Enforcement {
    /** It is recorded. */
    NONE,
    /** What the domain asks for is done. */
    ENFORCE
  }

  private static final String NETWORKS = "networks such as 10.0.0.0/8 or 2001:db8::/32, separated by commas, or none";
  private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");

  MailAuthSettings {
    skipNetworks = List.copyOf(skipNetworks);
  }

  /**
   * Reads them.
   *
   * @param hostname the name of this host
   */
  static MailAuthSettings read(Settings settings, String hostname) {
    return new MailAuthSettings(
        settings.value("authservId", ownName(hostname), "a host name such as mx.example.org", MailAuthSettings::name),
        networks(settings),
        settings.flag("spf", true),
        settings.choice("spfPolicy", Enforcement.NONE, Enforcement.class),
        settings.flag("dmarc", true),
        settings.choice("dmarcPolicy", Enforcement.NONE, Enforcement.class),
        settings.flag("authenticationResults", true));
  }

  /** Whether mail of this session is none of ours to check: its authors are our own. */
  boolean isSkipped(Session session) {
    return session.mayRelay() || skipNetworks.stream().anyMatch(network -> network.contains(session.remoteAddress()));
  }

  private static MailDomain ownName(String hostname) {
    return name(hostname).orElseGet(() -> new MailDomain("localhost"));
  }

  private static Optional<MailDomain> name(String text) {
    return MailDomain.parse(text).filter(domain -> !domain.isAddressLiteral() && !domain.isInternational());
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
