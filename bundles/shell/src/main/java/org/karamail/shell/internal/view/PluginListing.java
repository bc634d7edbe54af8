package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.karamail.hook.engine.HookFigures;
import org.karamail.hook.engine.PluginStatus;
import org.karamail.shell.internal.view.Table.Column;

/**
 * All plugins, a line each; what is wrong with one stands below the table, because it needs the room.
 *
 * @param most how many lines people get; programs get all
 */
public record PluginListing(List<PluginLine> plugins, int most) implements Answer {

  public PluginListing {
    plugins = List.copyOf(plugins);
  }

  @Override
  public List<String> lines(Screen screen) {
    if (plugins.isEmpty()) {
      return List.of("there is no plugin; put one into deploy/");
    }
    Table table =
        new Table(
            Column.shrinking("PLUGIN", 16),
            Column.fixed("VERSION"),
            Column.fixed("STATE"),
            Column.number("HOOKS"),
            Column.number("CALLS"),
            Column.number("FAULTS"),
            Column.number("BUSY"),
            Column.number("P99"),
            Column.number("LOST"),
            Column.shrinking("FILE", 12));
    plugins.stream().limit(most).forEach(line -> add(table, line));
    List<String> lines = cut(table.lines(screen), plugins.size() - most, "plugin");
    plugins.stream()
        .filter(line -> !line.status().problem().isEmpty())
        .forEach(line -> lines.add(name(line) + ": " + line.status().problem()));
    return lines;
  }

  private static String name(PluginLine line) {
    PluginStatus status = line.status();
    return status.plugin().isEmpty() ? line.file() : (status.plugin() + " " + status.version()).strip();
  }

  private static void add(Table table, PluginLine line) {
    PluginStatus status = line.status();
    HookFigures figures = status.figures();
    int hooks = status.components().stream().mapToInt(component -> component.points().size()).sum();
    table.add(
        status.plugin() + (status.required() ? " (required)" : ""),
        status.version(),
        status.state().toLowerCase(Locale.ROOT),
        Integer.toString(hooks),
        Long.toString(figures.calls()),
        Long.toString(figures.allFaults()),
        Long.toString(figures.busy()),
        Amounts.took(figures.p99()),
        Integer.toString(figures.lostThreads()),
        line.file());
  }

  /** Lines of a listing, and how many more there are. */
  static List<String> cut(List<String> lines, int more, String thing) {
    List<String> shown = new ArrayList<>(lines);
    if (more > 0) {
      shown.add("and " + Amounts.count(more, thing) + " more; --limit shows them");
    }
    return shown;
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("plugins");
    for (PluginLine line : plugins) {
      json.writeStartObject();
      line.write(json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
