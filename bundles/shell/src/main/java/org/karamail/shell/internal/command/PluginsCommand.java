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
import org.karamail.deploy.PluginDeployments;
import org.karamail.hook.engine.HookEngine;
import org.karamail.shell.internal.view.PluginListing;

/** {@code mail:plugins}: all plugins, a line each, and why one does not work. */
@Service
@Command(
    scope = "mail",
    name = "plugins",
    description = "Lists plugins, what their calls came to, and why one does not work.")
public final class PluginsCommand implements Action {

  @Option(name = "--limit", description = "How many plugins are listed, 1 to 10000")
  private int limit = 100;

  @Option(name = "--json", description = "One JSON document instead of lines")
  private boolean json;

  @Reference
  @SuppressWarnings("NullAway.Init")
  private Session session;

  @Reference(optional = true)
  private @Nullable HookEngine engine;

  @Reference(optional = true)
  private @Nullable PluginDeployments deployments;

  private Clock clock = Clock.system(ZoneId.systemDefault());

  @Override
  public @Nullable Object execute() throws CommandException {
    return Invocation.run(this, session, clock, List.of(), this::list);
  }

  private void list(Invocation call) {
    call.answer(new PluginListing(Plugins.lines(engine, deployments), Page.checked(limit)), json);
  }
}
