package org.karamail.outbound.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.karamail.outbound.internal.wire.Patience;
import org.karamail.outbound.internal.wire.TlsClient;
import org.karamail.routing.TlsPolicy;
import org.karamail.settings.Settings;

/**
 * What an operator may set about the SMTP client; the shipped {@code etc/karamail.outbound.cfg} says it in full.
 *
 * @param heloName what we call ourselves; empty for the instance's host name
 * @param source the address to connect from, if it matters
 * @param patience how long each stage may take
 * @param keeping how connections are kept
 * @param tls what is asked of encryption where the route says nothing
 * @param tlsClient versions, suites and trust
 * @param mechanisms of AUTH, the best first
 */
record OutboundSettings(
    String heloName,
    Optional<InetAddress> source,
    Patience patience,
    Keeping keeping,
    TlsPolicy tls,
    TlsClient tlsClient,
    List<String> mechanisms) {

  static final String PID = "karamail.outbound";

  private static final Set<String> MECHANISMS = Set.of("PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2");
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * How connections are kept.
   *
   * @param perHost how many to one host at once
   * @param idle how long one may wait for mail
   * @param keepAlive how often an idle one is asked whether it is alive
   * @param age how long one may be used at all
   * @param messages how many messages it may carry
   */
  record Keeping(int perHost, Duration idle, Duration keepAlive, Duration age, int messages) {}

  static OutboundSettings read(Settings settings) {
    return new OutboundSettings(
        settings.text("heloName", ""),
        source(settings),
        patience(settings),
        new Keeping(
            settings.number("maxConnectionsPerHost", 10, 1, 1_000),
            time(settings, "idleTimeout", Duration.ofMinutes(5)),
            time(settings, "keepAliveInterval", Duration.ofMinutes(1)),
            time(settings, "maxConnectionAge", Duration.ofMinutes(5)),
            settings.number("maxMessagesPerConnection", 100, 1, 1_000_000)),
        settings.value("tls", TlsPolicy.OPPORTUNISTIC, TlsPolicy.NAMES, TlsPolicy::parse),
        tls(settings),
        mechanisms(settings));
  }

  private static Optional<InetAddress> source(Settings settings) {
    String text = settings.text("sourceAddress", "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        literal(text).orElseThrow(() -> settings.refusal("sourceAddress", text, "an IP address of this host")));
  }

  private static Patience patience(Settings settings) {
    return new Patience(
        time(settings, "connectTimeout", Duration.ofSeconds(30)),
        time(settings, "replyTimeout", Duration.ofMinutes(5)),
        time(settings, "dataTimeout", Duration.ofMinutes(3)),
        time(settings, "finalReplyTimeout", Duration.ofMinutes(10)),
        Duration.ofSeconds(5));
  }

  private static Duration time(Settings settings, String key, Duration fallback) {
    return settings.duration(key, fallback, Duration.ofSeconds(1), LONGEST);
  }

  private static TlsClient tls(Settings settings) {
    String version = settings.text("tlsMinVersion", "1.2");
    List<String> ciphers = settings.list("tlsCipherSuites", List.of());
    try {
      return new TlsClient("TLSv" + version, ciphers, TlsClient.authorities());
    } catch (IllegalArgumentException unknown) {
      throw settings.refusal(
          "tlsMinVersion, tlsCipherSuites",
          version + "; " + String.join(", ", ciphers),
          "1.2 or 1.3, and cipher suites by their standard names, such as TLS_AES_256_GCM_SHA384");
    }
  }

  private static List<String> mechanisms(Settings settings) {
    List<String> named =
        settings.list("authMechanisms", List.of("CRAM-MD5", "PLAIN", "LOGIN")).stream()
            .map(name -> name.toUpperCase(Locale.ROOT))
            .toList();
    if (named.isEmpty() || !MECHANISMS.containsAll(named)) {
      throw settings.refusal("authMechanisms", String.join(", ", named), "a list of CRAM-MD5, PLAIN, LOGIN, XOAUTH2");
    }
    return named;
  }

  /** An address in figures; names are not looked up. */
  private static Optional<InetAddress> literal(String text) {
    if (!text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }
}
