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
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookEngine;
import org.karamail.shell.internal.view.HookListing;
import org.karamail.shell.internal.view.HookListing.AtPoint;
import org.karamail.shell.internal.view.PointListing;

/** {@code mail:hooks}: who is asked at which point, in order. */
@Service
@Command(
    scope = "mail",
    name = "hooks",
    description = "Shows which hooks are asked at which point, in order, and what their last calls came to.")
public final class HooksCommand implements Action {

  @Argument(name = "point", description = "A hook point, onRcptTo", multiValued = true, valueToShowInHelp = "")
  @Completion(PointCompleter.class)
  private List<String> words = List.of();

  @Option(name = "--all", description = "All points, also those where nobody is asked")
  private boolean all;

  @Option(name = "--limit", description = "How many lines are shown, 1 to 10000")
  private int limit = 100;

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
    return Invocation.run(this, session, clock, words, this::list);
  }

  private void list(Invocation call) {
    List<AtPoint> points =
        chosen(call.arguments()).stream().map(point -> new AtPoint(point, Plugins.required(engine).hooks(point))).toList();
    call.answer(all ? new PointListing(points) : new HookListing(points, Page.checked(limit)), json);
  }

  private static List<HookPoint<?, ?>> chosen(List<String> names) {
    return names.isEmpty() ? List.copyOf(HookPoints.ALL) : names.stream().<HookPoint<?, ?>>map(Plugins::point).toList();
  }
}
