package org.karamail.shell.internal.command;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
import org.karamail.deploy.PluginDeployments;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.HookStatus;
import org.karamail.hook.engine.PluginFigure;
import org.karamail.shell.internal.Refusal;
import org.karamail.shell.internal.view.PluginDetails;
import org.karamail.shell.internal.view.PluginLine;

/** {@code mail:plugin-show}: one plugin with all its hooks. */
@Service
@Command(
    scope = "mail",
    name = "plugin-show",
    description = "Shows a plugin, its hooks, their terms and what their calls came to.")
public final class PluginShowCommand implements Action {

  private static final Duration COLLECTION = Duration.ofSeconds(5);

  @Argument(name = "plugin", description = "The symbolic name of a plugin", multiValued = true, valueToShowInHelp = "")
  @Completion(PluginCompleter.class)
  private List<String> words = List.of();

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
    return Invocation.run(this, session, clock, words, this::show);
  }

  private void show(Invocation call) throws InterruptedException {
    String name = call.argument("plugin");
    List<PluginLine> all = Plugins.lines(engine, deployments);
    List<PluginLine> lines = all.stream().filter(line -> line.status().plugin().equals(name)).toList();
    if (lines.isEmpty()) {
      throw new Refusal("no plugin '" + name + "'" + known(all));
    }
    List<HookStatus> hooks = Plugins.hooks(Plugins.required(engine)).filter(hook -> hook.plugin().equals(name)).toList();
    call.answer(new PluginDetails(lines, hooks, own(Plugins.required(engine), name)), json);
  }

  /** A plugin that does not tell its figures in time is shown without them. */
  private static Optional<List<PluginFigure>> own(HookEngine engine, String plugin) throws InterruptedException {
    return Invocation.await(
        engine
            .collect(plugin)
            .thenApply(Optional::of)
            .toCompletableFuture()
            .completeOnTimeout(Optional.empty(), COLLECTION.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static String known(List<PluginLine> all) {
    return all.isEmpty()
        ? "; there is none, put one into deploy/"
        : all.stream().map(line -> line.status().plugin()).distinct().collect(Collectors.joining(", ", "; there are ", ""));
  }
}
