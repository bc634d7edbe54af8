package org.karamail.shell.internal.command;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.karamail.hook.engine.HookEngine;
import org.karamail.shell.internal.Refusal;
import org.karamail.shell.internal.view.PluginTop;

/** {@code mail:plugin-top}: the hooks that cost most since they came. */
@Service
@Command(
    scope = "mail",
    name = "plugin-top",
    description = "Shows the hooks that cost most: processor, memory, time, calls or faults.")
public final class PluginTopCommand implements Action {

  @Option(name = "--by", description = "What they are sorted by: cpu, memory, time, calls or faults")
  @Completion(value = StringsCompleter.class, values = {"cpu", "memory", "time", "calls", "faults"})
  private String by = "cpu";

  @Option(name = "--limit", description = "How many hooks are shown, 1 to 10000")
  private int limit = 10;

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
    return Invocation.run(this, session, clock, List.of(), this::list);
  }

  private void list(Invocation call) {
    PluginTop.By order =
        Arrays.stream(PluginTop.By.values())
            .filter(one -> one.name().equalsIgnoreCase(by))
            .findFirst()
            .orElseThrow(() -> new Refusal("--by is cpu, memory, time, calls or faults, not '" + by + "'"));
    call.answer(new PluginTop(Plugins.hooks(Plugins.required(engine)).toList(), order, Page.checked(limit)), json);
  }
}
