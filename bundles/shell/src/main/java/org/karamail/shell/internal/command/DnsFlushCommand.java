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
import org.karamail.shell.internal.view.DnsFlushed;

/** {@code mail:dns-flush}: forgets what was learned of some names, or of all. */
@Service
@Command(
    scope = "mail",
    name = "dns-flush",
    description = "Forgets what the DNS cache holds of these names, or all of it.")
public final class DnsFlushCommand implements Action {

  @Argument(name = "name", description = "Names; all without", multiValued = true, valueToShowInHelp = "")
  @Completion(CachedNameCompleter.class)
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
    return Invocation.run(this, session, clock, words, this::flush);
  }

  private void flush(Invocation call) {
    DnsCache now = Dns.required(cache);
    List<String> names = call.arguments();
    int flushed = names.isEmpty() ? now.flush() : names.stream().mapToInt(now::flush).sum();
    call.answer(new DnsFlushed(flushed), json);
  }
}
