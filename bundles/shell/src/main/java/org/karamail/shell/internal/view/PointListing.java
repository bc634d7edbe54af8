package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.HookStatus;
import org.karamail.shell.internal.view.HookListing.AtPoint;
import org.karamail.shell.internal.view.Table.Column;

/** All points in the order of a message's life, and who is asked there. */
public record PointListing(List<AtPoint> points) implements Answer {

  public PointListing {
    points = List.copyOf(points);
  }

  @Override
  public List<String> lines(Screen screen) {
    Table table =
        new Table(
            Column.fixed("POINT"),
            Column.fixed("CATEGORY"),
            Column.fixed("SHAPE"),
            Column.fixed("CALLED BY"),
            Column.number("BUDGET"),
            Column.shrinking("ASKED, IN ORDER", 16));
    points.forEach(at -> add(table, at.point(), at.hooks()));
    return table.lines(screen);
  }

  private static void add(Table table, HookPoint<?, ?> point, List<HookStatus> hooks) {
    table.add(
        point.name(),
        point.category(),
        HookListing.lower(point.shape()),
        point.caller().bundle(),
        Amounts.took(point.defaultTimeout()),
        hooks.stream().map(HookStatus::component).collect(Collectors.joining(", ")));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    new HookListing(points, Integer.MAX_VALUE).write(json);
  }
}
