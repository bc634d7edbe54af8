package org.karamail.hook.engine.internal.run;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.karamail.hook.MetricsSink;
import org.karamail.hook.engine.PluginFigure;
import org.karamail.hook.engine.PluginFigure.Kind;

/** What one call tells of its figures; what is wrong with one is thrown at the plugin. Safe on any thread. */
final class Collected implements MetricsSink {

  private static final int MOST_FIGURES = 1_000;
  private static final int MOST_LABELS = 8;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,99}");

  private final Queue<Figure> figures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  private record Figure(String name, Kind kind, double value, Map<String, String> labels) {}

  @Override
  public void gauge(String name, double value, Map<String, String> labels) {
    take(new Figure(name, Kind.GAUGE, value, Map.copyOf(labels)));
  }

  @Override
  public void counter(String name, double total, Map<String, String> labels) {
    take(new Figure(name, Kind.COUNTER, total, Map.copyOf(labels)));
  }

  private void take(Figure figure) {
    require(NAME.matcher(figure.name).matches(), "the name of a figure is lower-case letters, digits and underscores", figure);
    require(figure.labels.size() <= MOST_LABELS, "a figure has at most " + MOST_LABELS + " labels", figure);
    require(
        figure.labels.keySet().stream().allMatch(label -> NAME.matcher(label).matches()),
        "the name of a label is lower-case letters, digits and underscores",
        figure);
    require(Double.isFinite(figure.value), "the value of a figure is finite", figure);
    require(count.incrementAndGet() <= MOST_FIGURES, "a collection takes at most " + MOST_FIGURES + " figures", figure);
    figures.add(figure);
  }

  private static void require(boolean met, String rule, Figure figure) {
    if (!met) {
      throw new IllegalArgumentException(rule + ": " + figure.name + " " + figure.labels + " " + figure.value);
    }
  }

  /** What has been told until now, as a component's. */
  List<PluginFigure> of(String component) {
    return figures.stream()
        .map(figure -> new PluginFigure(component, figure.name, figure.kind, figure.value, figure.labels))
        .toList();
  }
}
