package org.karamail.routing.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.karamail.model.MailDomain;
import org.karamail.settings.Settings;

/** Reads {@code karamail.routing} into a {@link RoutingTable}. */
final class RoutingSettings {

  static final String PID = "karamail.routing";

  private static final String EVERYBODY = "*";
  private static final String ACCEPTED_DOMAIN =
      "host names such as example.org, or address literals such as [192.0.2.1], separated by commas";
  private static final String ACCEPTED_RECIPIENTS =
      "*, or local parts and addresses separated by commas, or the absolute path of a readable file with one a line";

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
        RelaySettings.read(settings));
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
