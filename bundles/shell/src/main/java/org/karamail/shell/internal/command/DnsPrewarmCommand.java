package org.karamail.shell.internal.command;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
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
import org.karamail.dns.DnsCache;
import org.karamail.shell.internal.Refusal;
import org.karamail.shell.internal.view.DnsPrewarmed;

/** {@code mail:dns-prewarm}: looks up the mail hosts of domains ahead of their mail. */
@Service
@Command(
    scope = "mail",
    name = "dns-prewarm",
    description = "Looks up the mail hosts of these domains, or of the configured ones, ahead of their mail.")
public final class DnsPrewarmCommand implements Action {

  @Argument(name = "domain", description = "Domains; the configured ones without", multiValued = true, valueToShowInHelp = "")
  @Completion(OptionCompleter.class)
  private List<String> words = List.of();

  @Option(name = "--json", description = "One JSON document instead of lines")
  private boolean json;

  @Reference
  @SuppressWarnings("NullAway.Init")
  private Session session;

  @Reference(optional = true)
  private @Nullable DnsCache cache;

  private Clock clock = Clock.system(ZoneId.systemDefault());

  @Override
  public @Nullable Object execute() throws CommandException {
    return Invocation.run(this, session, clock, words, this::prewarm);
  }

  private void prewarm(Invocation call) throws InterruptedException {
    DnsCache now = Dns.required(cache);
    List<String> domains = call.arguments().isEmpty() ? now.prewarmed() : call.arguments();
    if (domains.isEmpty()) {
      throw new Refusal("say which domains, or set prewarm in etc/karamail.dns.cfg");
    }
    call.answer(new DnsPrewarmed(Dns.await(now.prewarm(domains))), json);
  }
}
