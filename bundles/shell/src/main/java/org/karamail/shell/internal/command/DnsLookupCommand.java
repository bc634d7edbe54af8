package org.karamail.shell.internal.command;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.Resolver;
import org.karamail.shell.internal.Refusal;
import org.karamail.shell.internal.view.DnsLookup;

/** {@code mail:dns-lookup}: what the domain name system says, asked as mail asks. */
@Service
@Command(
    scope = "mail",
    name = "dns-lookup",
    description = "Asks the name servers, or the cache, as mail would.")
public final class DnsLookupCommand implements Action {

  private static final List<String> USUAL = List.of("MX", "A", "AAAA");
  private static final String ACCEPTED = "MX, A, AAAA, PTR, TXT or TLSA";

  @Argument(name = "name", description = "A domain, a host, or an IP address", multiValued = true, valueToShowInHelp = "")
  @Completion(OptionCompleter.class)
  private List<String> words = List.of();

  @Option(name = "--type", description = "MX, A, AAAA, PTR, TXT or TLSA; MX, A and AAAA without it, PTR for an address")
  private String type = "";

  @Option(name = "--json", description = "One JSON document instead of lines")
  private boolean json;

  @Reference
  @SuppressWarnings("NullAway.Init")
  private Session session;

  @Reference(optional = true)
  private @Nullable Resolver resolver;

  private Clock clock = Clock.system(ZoneId.systemDefault());

  @Override
  public @Nullable Object execute() throws CommandException {
    return Invocation.run(this, session, clock, words, this::ask);
  }

  private void ask(Invocation call) throws InterruptedException {
    Resolver now = Dns.required(resolver);
    String name = call.argument("name");
    List<DnsLookup.Line> lines = new ArrayList<>();
    for (String wanted : types(name)) {
      lines.add(new DnsLookup.Line(wanted, Dns.await(ask(now, name, wanted))));
    }
    call.answer(new DnsLookup(name, lines), json);
  }

  private List<String> types(String name) {
    if (!type.isEmpty()) {
      return List.of(type.toUpperCase(Locale.ROOT));
    }
    return looksLikeAnAddress(name) ? List.of("PTR") : USUAL;
  }

  private static CompletionStage<? extends DnsAnswer<?>> ask(Resolver resolver, String name, String type) {
    return switch (type) {
      case "MX" -> resolver.mx(name);
      case "A" -> resolver.ipv4(name);
      case "AAAA" -> resolver.ipv6(name);
      case "TXT" -> resolver.txt(name);
      case "TLSA" -> resolver.tlsa(name);
      case "PTR" -> resolver.ptr(address(name));
      default -> throw new Refusal("--type takes " + ACCEPTED + ", not '" + type + "'");
    };
  }

  private static InetAddress address(String text) {
    try {
      if (looksLikeAnAddress(text)) {
        return InetAddress.getByName(text);
      }
    } catch (UnknownHostException noAddress) {
      throw new Refusal("PTR is asked for an IP address, not for '" + text + "'");
    }
    throw new Refusal("PTR is asked for an IP address, not for '" + text + "'");
  }

  /** Only what can be nothing else, so that no name is ever looked up behind our back. */
  private static boolean looksLikeAnAddress(String text) {
    return text.matches("\\d{1,3}(\\.\\d{1,3}){3}") || text.matches("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
  }
}
