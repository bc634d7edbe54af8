package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.karamail.hook.engine.HookFigures;
import org.karamail.hook.engine.HookStatus;
import org.karamail.shell.internal.view.Table.Column;

/**
 * The hooks that cost most.
 *
 * @param by what they are sorted by
 * @param most how many are shown, to programs too
 */
public record PluginTop(List<HookStatus> hooks, By by, int most) implements Answer {

  /** What costs can be compared by. */
  public enum By {
    /** Processor time. */
    CPU,
    /** Allocated octets. */
    MEMORY,
    /** The slowest calls. */
    TIME,
    /** How often it was asked. */
    CALLS,
    /** Calls that went wrong. */
    FAULTS;

    private long cost(HookFigures figures) {
      return switch (this) {
        case CPU -> figures.cpu().toNanos();
        case MEMORY -> figures.allocatedBytes();
        case TIME -> figures.p99().toNanos();
        case CALLS -> figures.calls();
        case FAULTS -> figures.allFaults();
      };
    }
  }

  public PluginTop {
    hooks =
        hooks.stream()
            .sorted(Comparator.comparingLong((HookStatus hook) -> by.cost(hook.figures())).reversed())
            .limit(most)
            .toList();
  }

  @Override
  public List<String> lines(Screen screen) {
    if (hooks.isEmpty()) {
      return List.of("no plugin has a hook");
    }
    Table table =
        new Table(
            Column.shrinking("COMPONENT", 12),
            Column.fixed("POINT"),
            Column.number("CALLS"),
            Column.number("CPU"),
            Column.number("CPU/CALL"),
            Column.number("MEMORY"),
            Column.number("MEDIAN"),
            Column.number("P99"),
            Column.number("FAULTS"),
            Column.number("BUSY"),
            Column.number("LOST"));
    hooks.forEach(hook -> add(table, hook));
    return table.lines(screen);
  }

  private static void add(Table table, HookStatus hook) {
    HookFigures figures = hook.figures();
    table.add(
        hook.component(),
        hook.point(),
        Long.toString(figures.calls()),
        Amounts.took(figures.cpu()),
        micros(figures),
        Amounts.size(figures.allocatedBytes()),
        Amounts.took(figures.median()),
        Amounts.took(figures.p99()),
        Long.toString(figures.allFaults()),
        Long.toString(figures.busy()),
        Integer.toString(figures.lostThreads()));
  }

  private static String micros(HookFigures figures) {
    double each = figures.calls() == 0 ? 0 : figures.cpu().toNanos() / 1000.0 / figures.calls();
    return String.format(Locale.ROOT, each < 10 ? "%.1f us" : "%.0f us", each);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("by", by.name());
    json.writeArrayFieldStart("hooks");
    for (HookStatus hook : hooks) {
      json.writeStartObject();
      new PluginJson(json).hook(hook);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
