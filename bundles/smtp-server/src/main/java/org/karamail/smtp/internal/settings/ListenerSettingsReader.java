package org.karamail.smtp.internal.settings;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.karamail.model.MailDomain;
import org.karamail.settings.Instance;
import org.karamail.settings.Settings;

/** Reads a listener's settings; the defaults are the ones of the shipped files. */
public final class ListenerSettingsReader {

  /** The port that development instances count up from when it is taken. */
  public static final int MX_PORT = 2525;
  /** The same for submission. */
  public static final int SUBMISSION_PORT = 2587;

  private static final int PORTS_IN_DEVELOPMENT = 4;
  private static final int HIGHEST_PORT = 65_535;
  private static final long KB = 1024;
  private static final long MB = KB * KB;
  private static final long GB = KB * MB;
  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Pattern GREETING = Pattern.compile("[\\x20-\\x7e]{1,200}");

  private final Settings settings;
  private final Instance instance;

  private ListenerSettingsReader(Settings settings, Instance instance) {
    this.settings = settings;
    this.instance = instance;
  }

  /**
   * Reads every key.
   *
   * @throws org.karamail.settings.InvalidSettingException if a value cannot be used
   */
  public static ListenerSettings read(Settings settings, Instance instance) {
    return new ListenerSettingsReader(settings, instance).read();
  }

  private ListenerSettings read() {
    boolean asksForAuthentication = settings.flag("authenticationRequired", false);
    boolean waived = asksForAuthentication && !instance.authenticationRequired();
    return new ListenerSettings(
        settings.instanceName(),
        endpoint(),
        trustedNetworks(),
        instance.development() || waived,
        asksForAuthentication && !waived,
        settings.flag("refuseNullMxSenders", true),
        hostname(),
        greeting(),
        limits(),
        timeouts(),
        settings.number("ioThreads", 2, 1, 64));
  }

  private ListenerSettings.Endpoint endpoint() {
    InetAddress address =
        settings.value(
            "address",
            InetAddress.getLoopbackAddress(),
            "an IP address of this host such as 127.0.0.1 or ::1, localhost, or * for all of them",
            ListenerSettingsReader::address);
    if (!address.isLoopbackAddress() && (instance.development() || !instance.authenticationRequired())) {
      throw settings.refusal(
          "address",
          address.getHostAddress(),
          "a loopback address while --dev or --no-auth-required is in force, since whoever can connect is let in");
    }
    int port = settings.number("port", MX_PORT, 0, HIGHEST_PORT);
    return new ListenerSettings.Endpoint(settings.pid(), address, ports(port), settings.number("backlog", 512, 1, 65_535));
  }

  private static Optional<InetAddress> address(String text) {
    return IpLiteral.parse("*".equals(text) ? "0.0.0.0" : "localhost".equals(text) ? "127.0.0.1" : text);
  }

  private List<Integer> ports(int port) {
    boolean counts = instance.development() && (port == MX_PORT || port == SUBMISSION_PORT);
    return IntStream.range(port, port + (counts ? PORTS_IN_DEVELOPMENT : 1)).boxed().toList();
  }

  private List<Network> trustedNetworks() {
    return settings.list("trustedNetworks", List.of()).stream().map(this::network).toList();
  }

  private Network network(String text) {
    return Network.parse(text)
        .orElseThrow(
            () ->
                settings.refusal(
                    "trustedNetworks", text, "addresses and networks such as 192.0.2.7, 192.0.2.0/24, 2001:db8::/32"));
  }

  private String hostname() {
    return settings.value(
        "hostname",
        instance.hostname(),
        "a host name such as mx.example.org",
        text -> MailDomain.parse(text).filter(domain -> !domain.isInternational()).map(MailDomain::text));
  }

  private String greeting() {
    return settings.value(
        "greeting",
        "ESMTP Karamail",
        "up to 200 printable ASCII characters that contain the word ESMTP",
        text -> Optional.of(text).filter(t -> GREETING.matcher(t).matches() && t.contains("ESMTP")));
  }

  private ListenerSettings.Limits limits() {
    return new ListenerSettings.Limits(
        settings.size("maxMessageSize", 50 * MB, KB, 2 * GB),
        Math.toIntExact(settings.size("maxLineLength", 64 * KB, 1000, 16 * MB)),
        settings.number("maxRecipients", 1000, 1, 100_000),
        settings.number("maxConnections", 1000, 1, 100_000),
        settings.number("maxConnectionsPerClient", 250, 1, 100_000),
        settings.number("maxErrors", 20, 1, 10_000),
        settings.number("maxCommands", 100, 1, 1_000_000));
  }

  private ListenerSettings.Timeouts timeouts() {
    return new ListenerSettings.Timeouts(
        settings.duration("commandTimeout", Duration.ofMinutes(5), SHORTEST, HOUR),
        settings.duration("dataTimeout", Duration.ofMinutes(3), SHORTEST, HOUR),
        settings.size("minDataRate", 500, 0, MB),
        settings.duration("replyTimeout", Duration.ofSeconds(60), SHORTEST, HOUR),
        settings.duration("shutdownGrace", Duration.ofSeconds(4), Duration.ZERO, Duration.ofMinutes(1)));
  }
}
