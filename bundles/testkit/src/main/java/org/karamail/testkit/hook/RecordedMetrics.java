package org.karamail.testkit.hook;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.karamail.hook.MetricsSink;

/** Takes figures and shows them to the test. */
public final class RecordedMetrics implements MetricsSink {

  private final Map<String, Double> figures = new TreeMap<>();

  @Override
  public void gauge(String name, double value, Map<String, String> labels) {
    figures.put(key(name, labels), value);
  }

  @Override
  public void counter(String name, double total, Map<String, String> labels) {
    figures.put(key(name, labels), total);
  }

  /** The last value under a name with these labels. */
  public Optional<Double> value(String name, Map<String, String> labels) {
    return Optional.ofNullable(figures.get(key(name, labels)));
  }

  private static String key(String name, Map<String, String> labels) {
    return name + new TreeMap<>(labels);
  }
}
