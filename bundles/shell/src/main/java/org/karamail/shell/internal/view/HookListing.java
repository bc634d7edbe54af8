package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.HookStatus;
import org.karamail.shell.internal.view.Table.Column;

/**
 * Hooks, in the order in which a message meets them.
 *
 * @param points those that are shown, with their hooks
 * @param most how many lines people get; programs get all
 */
public record HookListing(List<AtPoint> points, int most) implements Answer {

  /** A point and who is asked there, first to last. */
  public record AtPoint(HookPoint<?, ?> point, List<HookStatus> hooks) {
    public AtPoint {
      hooks = List.copyOf(hooks);
    }
  }

  public HookListing {
    points = List.copyOf(points);
  }

  @Override
  public List<String> lines(Screen screen) {
    List<HookStatus> hooks = points.stream().flatMap(at -> at.hooks().stream()).toList();
    if (hooks.isEmpty()) {
      return List.of(points.size() == 1 ? "nobody is asked at " + points.get(0).point() : "no plugin has a hook");
    }
    Table table =
        new Table(
            Column.fixed("POINT"),
            Column.shrinking("COMPONENT", 12),
            Column.fixed("VERSION"),
            Column.number("RANK"),
            Column.fixed("MODE"),
            Column.number("BUDGET"),
            Column.fixed("ON FAULT"),
            Column.number("CALLS"),
            Column.number("FAULTS"),
            Column.shrinking("LAST", 12));
    hooks.stream().limit(most).forEach(hook -> add(table, hook));
    return PluginListing.cut(table.lines(screen), hooks.size() - most, "hook");
  }

  private static void add(Table table, HookStatus hook) {
    table.add(
        hook.point(),
        hook.component(),
        hook.version(),
        Integer.toString(hook.ranking()),
        hook.quarantined() ? "quarantined" : lower(hook.mode()),
        Amounts.took(hook.timeout()),
        lower(hook.failure()),
        Long.toString(hook.figures().calls()),
        Long.toString(hook.figures().allFaults()),
        hook.idle() ? "idle: no work" : hook.lastResult());
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("points");
    for (AtPoint at : points) {
      json.writeStartObject();
      json.writeStringField("point", at.point().name());
      json.writeStringField("category", at.point().category());
      json.writeStringField("shape", at.point().shape().name());
      json.writeArrayFieldStart("hooks");
      for (HookStatus hook : at.hooks()) {
        json.writeStartObject();
        new PluginJson(json).hook(hook);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
