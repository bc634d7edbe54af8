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
import org.karamail.hook.engine.HookEngine;
import org.karamail.shell.internal.view.Said;

/** {@code mail:plugin-reset}: ends a quarantine. */
@Service
@Command(
    scope = "mail",
    name = "plugin-reset",
    description = "Ends the quarantine of a component and forgets its faults.")
public final class PluginResetCommand implements Action {

  @Argument(name = "component", description = "A component's name", multiValued = true, valueToShowInHelp = "")
  @Completion(ComponentCompleter.class)
  private List<String> words = List.of();

  @Option(name = "--json", description = "One JSON document instead of lines")
  private boolean json;

  @Reference
  @SuppressWarnings("NullAway.Init")
  private Session session;

  @Reference(optional = true)
  private @Nullable HookEngine engine;

  private Clock clock = Clock.system(ZoneId.systemDefault());

  @Override
  public @Nullable Object execute() throws CommandException {
    return Invocation.run(this, session, clock, words, this::reset);
  }

  private void reset(Invocation call) {
    String component = call.argument("component");
    if (!Plugins.required(engine).reset(component)) {
      throw Plugins.unknownComponent(engine, component);
    }
    call.answer(new Said("reset", component, component + " is asked again from now on; its faults are forgotten"), json);
  }
}
