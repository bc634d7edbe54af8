package org.karamail.shell.internal.command;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
import org.karamail.hook.HookMode;
import org.karamail.hook.engine.HookEngine;
import org.karamail.shell.internal.Refusal;
import org.karamail.shell.internal.view.Said;

/** {@code mail:plugin-mode}: obey a component, only ask it, or leave it alone. */
@Service
@Command(
    scope = "mail",
    name = "plugin-mode",
    description = "Sets the mode of a component: enforce, shadow (asked, not obeyed) or off.")
public final class PluginModeCommand implements Action {

  @Argument(
      name = "component mode",
      description = "A component's name, and enforce, shadow or off",
      multiValued = true,
      valueToShowInHelp = "")
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
    return Invocation.run(this, session, clock, words, this::set);
  }

  private void set(Invocation call) {
    if (call.arguments().size() != 2) {
      throw new Refusal("say a component and its mode, enforce, shadow or off");
    }
    String component = call.arguments().get(0);
    HookMode.Mode mode = mode(call.arguments().get(1));
    if (!Plugins.required(engine).setMode(component, mode)) {
      throw Plugins.unknownComponent(engine, component);
    }
    String name = mode.name().toLowerCase(Locale.ROOT);
    call.answer(
        new Said(
            name,
            component,
            component
                + " is in mode "
                + name
                + " until its configuration changes or Karamail restarts; hook.mode="
                + name
                + " in etc/karamail.plugin-"
                + component
                + ".cfg makes it last"),
        json);
  }

  private static HookMode.Mode mode(String name) {
    return Arrays.stream(HookMode.Mode.values())
        .filter(mode -> mode.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new Refusal("a mode is enforce, shadow or off, not '" + name + "'"));
  }
}
