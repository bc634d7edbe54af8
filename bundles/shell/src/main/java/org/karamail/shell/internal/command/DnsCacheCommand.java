package org.karamail.shell.internal.command;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.karamail.dns.DnsCache;
import org.karamail.shell.internal.view.DnsFigures;

/** {@code mail:dns-cache}: how the resolver does, and what its cache holds. */
@Service
@Command(
    scope = "mail",
    name = "dns-cache",
    description = "Shows how the resolver does and what its cache holds.")
public final class DnsCacheCommand implements Action {

  @Option(name = "--limit", description = "How many answers are shown")
  private int limit = 20;

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
    return Invocation.run(this, session, clock, List.of(), this::show);
  }

  private void show(Invocation call) {
    DnsCache now = Dns.required(cache);
    call.answer(new DnsFigures(now.servers(), now.statistics(), now.contents(), Page.checked(limit)), json);
  }
}
