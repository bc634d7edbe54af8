package org.karamail.routing.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.karamail.model.MailDomain;
import org.karamail.routing.RelayCredentials;
import org.karamail.routing.TlsPolicy;
import org.karamail.routing.internal.mx.NamedHost;
import org.karamail.routing.internal.mx.SmartHost;
import org.karamail.settings.Settings;

/**
 * Reads what {@code karamail.routing} says about mail that leaves: the smart host, the way round, and which providers share
 * limits.
 */
record RelaySettings(Optional<SmartHost> smartHost, Optional<NamedHost> fallback, List<String> providers) {

  private static final String ACCEPTED_HOST = "a host name such as relay.example.org, or an IP address; the port is relayPort";
  private static final String ACCEPTED_FALLBACK =
      "a host name or an IP address, or with a port in this form: [backup.example.org]:2525";
  private static final int SMTP_PORT = 25;
  private static final String ACCEPTED_PATTERNS = "host names, or *. and a domain, separated by commas";

  RelaySettings {
    providers = List.copyOf(providers);
  }

  static RelaySettings read(Settings settings) {
    int port = settings.number("relayPort", 587, 1, 65_535);
    String host = settings.text("relayHost", "");
    Optional<RelayCredentials> credentials = credentials(settings);
    Optional<NamedHost> named =
        host.isEmpty()
            ? Optional.empty()
            : Optional.of(NamedHost.of(host, port).orElseThrow(() -> settings.refusal("relayHost", host, ACCEPTED_HOST)));
    boolean passwordTravels = credentials.isPresent() && !named.map(NamedHost::isLoopback).orElse(false);
    TlsPolicy tls =
        settings.value(
            "relayTls",
            passwordTravels ? TlsPolicy.VERIFY : TlsPolicy.OPPORTUNISTIC,
            TlsPolicy.NAMES,
            TlsPolicy::parse);
    List<String> providers = settings.list("providerSites", List.of());
    return new RelaySettings(
        named.map(relay -> new SmartHost(relay, tls, credentials)),
        fallback(settings),
        providers.stream().map(pattern -> checked(settings, pattern)).toList());
  }

  private static Optional<NamedHost> fallback(Settings settings) {
    String text = settings.text("fallbackRelay", "");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(
            NamedHost.parse(text, SMTP_PORT)
                .or(() -> NamedHost.of(text, SMTP_PORT))
                .orElseThrow(() -> settings.refusal("fallbackRelay", text, ACCEPTED_FALLBACK)));
  }

  /** The password is asked for even without need, so that it is known as a key; it never stands in a message. */
  private static Optional<RelayCredentials> credentials(Settings settings) {
    boolean wanted = settings.flag("relayAuth", false);
    String username = settings.text("relayUsername", "");
    String password = settings.text("relayPassword", "");
    if (!wanted) {
      return Optional.empty();
    }
    if (username.isEmpty()) {
      throw settings.refusal("relayUsername", "", "a user name, because relayAuth = true");
    }
    if (password.isEmpty()) {
      throw settings.refusal("relayPassword", "", "a password, because relayAuth = true");
    }
    return Optional.of(new RelayCredentials(username, password));
  }

  private static String checked(Settings settings, String pattern) {
    String domain = pattern.startsWith("*.") ? pattern.substring(2) : pattern;
    return MailDomain.parse(domain)
        .filter(parsed -> !parsed.isAddressLiteral())
        .map(parsed -> pattern.toLowerCase(Locale.ROOT))
        .orElseThrow(() -> settings.refusal("providerSites", pattern, ACCEPTED_PATTERNS));
  }
}
