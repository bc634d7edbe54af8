package org.karamail.routing.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.karamail.model.MailDomain;
import org.karamail.model.Route;
import org.karamail.settings.Settings;

/** Reads {@code karamail.routing} into a {@link RoutingTable}. */
final class RoutingSettings {

  static final String PID = "karamail.routing";

  private static final String EVERYBODY = "*";
  private static final String ACCEPTED_DOMAIN =
      "host names such as example.org, or address literals such as [192.0.2.1], separated by commas";
  private static final String ACCEPTED_RECIPIENTS =
      "*, or local parts and addresses separated by commas, or the absolute path of a readable file with one a line";

  private static final String ACCEPTED_TRANSPORTS =
      "domain=transport or domain=transport:nexthop, separated by commas, such as lists.example=lmtp:[127.0.0.1]:24";
  private static final Pattern TRANSPORT =
      Pattern.compile("(?<domain>[^=\\s]+)\\s*=\\s*(?<transport>[a-z0-9-]{1,40})(?::(?<hop>\\S{1,300}))?");

  private final Settings settings;
  private final String hostname;

  private RoutingSettings(Settings settings, String hostname) {
    this.settings = settings;
    this.hostname = hostname;
  }

  static RoutingTable read(Settings settings, String hostname) {
    RoutingSettings reader = new RoutingSettings(settings, hostname);
    return new RoutingTable(
        reader.domains("localDomains", reader.ownNames()),
        reader.domains("relayDomains", List.of()),
        reader.localRecipients(),
        RelaySettings.read(settings),
        reader.transports());
  }

  /** A host name that is no domain, as some containers have, is no reason not to start. */
  private List<MailDomain> ownNames() {
    return Stream.concat(Stream.of(new MailDomain("localhost")), MailDomain.parse(hostname).stream()).distinct().toList();
  }

  private List<MailDomain> domains(String key, List<MailDomain> fallback) {
    List<String> names = settings.list(key, List.of());
    if (names.isEmpty()) {
      return fallback;
    }
    List<MailDomain> domains = new ArrayList<>();
    for (String name : names) {
      domains.add(MailDomain.parse(name).orElseThrow(() -> settings.refusal(key, name, ACCEPTED_DOMAIN)));
    }
    return domains.stream().distinct().toList();
  }

  private Map<MailDomain, Route> transports() {
    Map<MailDomain, Route> routes = new HashMap<>();
    for (String entry : settings.list("transports", List.of())) {
      Matcher form = TRANSPORT.matcher(entry);
      Optional<MailDomain> domain = form.matches() ? MailDomain.parse(form.group("domain")) : Optional.empty();
      if (domain.isEmpty()) {
        throw settings.refusal("transports", entry, ACCEPTED_TRANSPORTS);
      }
      String nextHop = Optional.ofNullable(form.group("hop")).orElseGet(domain.get()::text);
      routes.put(domain.get(), new Route(form.group("transport"), nextHop));
    }
    return routes;
  }

  private LocalRecipients localRecipients() {
    String text = settings.text("localRecipients", EVERYBODY);
    if (text.equals(EVERYBODY)) {
      return new Everybody();
    }
    if (text.indexOf('/') > 0 && text.indexOf('@') < 0) {
      throw settings.refusal("localRecipients", text, ACCEPTED_RECIPIENTS + " (a relative path is not taken for a name)");
    }
    try {
      return text.startsWith("/") ? new RecipientFile(Path.of(text)) : list();
    } catch (IOException | IllegalArgumentException bad) {
      throw settings.refusal("localRecipients", text, ACCEPTED_RECIPIENTS + " (" + bad + ")");
    }
  }

  private RecipientList list() {
    return RecipientList.parse(settings.list("localRecipients", List.of()));
  }
}
