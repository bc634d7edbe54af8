package org.karamail.hook.engine.internal.registry;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.karamail.hook.HookFault;
import org.karamail.hook.engine.HookFigures;

/** The figures of several hooks as one: sums, and the worst of the durations. */
final class FigureSum {

  static final HookFigures NOTHING =
      new HookFigures(0, 0, Map.of(), 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0);

  private FigureSum() {}

  static HookFigures of(List<HookFigures> all) {
    return all.stream().reduce(NOTHING, FigureSum::add);
  }

  private static HookFigures add(HookFigures one, HookFigures other) {
    Map<HookFault.Kind, Long> faults = new EnumMap<>(HookFault.Kind.class);
    one.faults().forEach((kind, count) -> faults.merge(kind, count, Long::sum));
    other.faults().forEach((kind, count) -> faults.merge(kind, count, Long::sum));
    return new HookFigures(
        one.calls() + other.calls(),
        one.successes() + other.successes(),
        faults,
        one.busy() + other.busy(),
        longer(one.median(), other.median()),
        longer(one.p99(), other.p99()),
        one.cpu().plus(other.cpu()),
        one.allocatedBytes() + other.allocatedBytes(),
        one.lostThreads() + other.lostThreads());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
