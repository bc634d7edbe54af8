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
import org.karamail.outbound.ConnectionPool;
import org.karamail.shell.internal.Refusal;
import org.karamail.shell.internal.view.PoolFigures;

/** {@code mail:pool}: the connections to other hosts. */
@Service
@Command(scope = "mail", name = "pool", description = "Shows the connections to other hosts, the busiest host first.")
public final class PoolCommand implements Action {

  @Option(name = "--limit", description = "How many hosts are shown")
  private int limit = 20;

  @Option(name = "--json", description = "One JSON document instead of lines")
  private boolean json;

  @Reference
  @SuppressWarnings("NullAway.Init")
  private Session session;

  @Reference(optional = true)
  private @Nullable ConnectionPool pool;

  private Clock clock = Clock.system(ZoneId.systemDefault());

  @Override
  public @Nullable Object execute() throws CommandException {
    return Invocation.run(this, session, clock, List.of(), this::show);
  }

  private void show(Invocation call) {
    if (pool == null) {
      throw new Refusal("there are no connections: the SMTP client has not started; log:display tells why");
    }
    call.answer(new PoolFigures(pool.statistics(), pool.hosts(), Page.checked(limit)), json);
  }
}
