package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.karamail.hook.HookFault;
import org.karamail.hook.engine.HookFigures;
import org.karamail.hook.engine.HookStatus;
import org.karamail.hook.engine.PluginFigure;
import org.karamail.hook.engine.PluginStatus;

/**
 * One plugin with all its hooks and what their calls came to.
 *
 * @param plugins one line, or two when a version was refused that would replace one that works
 * @param hooks of it, in the order of a message's life
 * @param own figures that the plugin itself has told; empty when they did not come in time
 */
public record PluginDetails(List<PluginLine> plugins, List<HookStatus> hooks, Optional<List<PluginFigure>> own)
    implements Answer {

  public PluginDetails {
    plugins = List.copyOf(plugins);
    hooks = List.copyOf(hooks);
    own = own.map(List::copyOf);
  }

  @Override
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    plugins.forEach(plugin -> head(plugin, lines));
    hooks.forEach(hook -> hook(hook, lines));
    own.ifPresentOrElse(
        told -> told.forEach(figure -> lines.add("own         " + OwnFigures.text(figure))),
        () -> lines.add("own         figures did not come in time"));
    return lines;
  }

  private static void head(PluginLine plugin, List<String> lines) {
    PluginStatus status = plugin.status();
    lines.add((status.plugin() + " " + status.version()).strip() + ", " + status.state().toLowerCase(Locale.ROOT) + (status.required() ? ", required" : ""));
    if (!plugin.file().isEmpty()) {
      lines.add("file        deploy/" + plugin.file());
    }
    if (!status.problem().isEmpty()) {
      lines.add("problem     " + status.problem());
    }
    if (status.components().isEmpty()) {
      return;
    }
    HookFigures figures = status.figures();
    lines.add("processor   " + Amounts.took(figures.cpu()) + ", allocated " + Amounts.size(figures.allocatedBytes()));
    if (figures.lostThreads() > 0) {
      lines.add("lost        " + Amounts.count(figures.lostThreads(), "thread") + " that did not come back; a restart frees them");
    }
  }

  private static void hook(HookStatus hook, List<String> lines) {
    HookFigures figures = hook.figures();
    lines.add("");
    lines.add(hook.point() + " by " + hook.component());
    lines.add(
        "terms       "
            + HookListing.lower(hook.mode())
            + (hook.quarantined() ? ", quarantined" : "")
            + (hook.idle() ? ", idle because it has no work here" : "")
            + ", ranking "
            + hook.ranking()
            + ", "
            + Amounts.took(hook.timeout())
            + " a call, a fault means "
            + HookListing.lower(hook.failure()));
    lines.add(
        "calls       "
            + figures.calls()
            + ", "
            + figures.successes()
            + " answered, "
            + Amounts.count(figures.allFaults(), "fault")
            + kinds(figures)
            + ", "
            + figures.busy()
            + " busy");
    lines.add("took        " + Amounts.took(figures.median()) + " in the middle, 99 of 100 within " + Amounts.took(figures.p99()));
    if (!hook.lastResult().isEmpty()) {
      lines.add("last        " + hook.lastResult());
    }
  }

  private static String kinds(HookFigures figures) {
    Map<HookFault.Kind, Long> faults = new TreeMap<>(figures.faults());
    faults.values().removeIf(count -> count == 0);
    return faults.isEmpty()
        ? ""
        : faults.entrySet().stream()
            .map(fault -> fault.getValue() + " " + HookListing.lower(fault.getKey()).replace('_', ' '))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("plugins");
    for (PluginLine plugin : plugins) {
      json.writeStartObject();
      plugin.write(json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("hooks");
    for (HookStatus hook : hooks) {
      json.writeStartObject();
      new PluginJson(json).hook(hook);
      json.writeEndObject();
    }
    json.writeEndArray();
    OwnFigures.write(own, json);
    json.writeEndObject();
  }
}
