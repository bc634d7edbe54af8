package org.karamail.hook.engine.internal.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karamail.hook.HookFailure;
import org.karamail.hook.HookMode;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.settings.Settings;

/**
 * The five properties that every plugin understands without code, from a component's own properties or from the operator's
 * file; what is absent is left to the other, and then to the point's default.
 *
 * @param mode {@code hook.mode}
 * @param failure {@code hook.failure}
 * @param listeners {@code hook.listeners}
 * @param ranking {@code service.ranking}; in the operator's file only, the registry has a component's own
 * @param generalTimeout {@code hook.timeout}
 * @param timeouts {@code hook.timeout.<point>}
 */
public record PluginProperties(
    Optional<HookMode.Mode> mode,
    Optional<HookFailure.Policy> failure,
    Optional<Set<String>> listeners,
    Optional<Integer> ranking,
    Optional<Duration> generalTimeout,
    Map<String, Duration> timeouts) {

  /** The PID of the operator's files. */
  public static final String FACTORY_PID = "karamail.plugin";

  /** Nothing is set. */
  public static final PluginProperties NONE =
      new PluginProperties(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(4);

  public PluginProperties {
    timeouts = Map.copyOf(timeouts);
  }

  /**
   * Reads them.
   *
   * @throws org.karamail.settings.InvalidSettingException for a value that cannot be used
   */
  public static PluginProperties of(Settings settings) {
    Map<String, Duration> timeouts = new HashMap<>();
    for (HookPoint<?, ?> point : HookPoints.ALL) {
      timeout(settings, "hook.timeout." + point.name()).ifPresent(found -> timeouts.put(point.name(), found));
    }
    List<String> listeners = settings.list("hook.listeners", List.of());
    return new PluginProperties(
        optional(settings, "hook.mode", HookMode.Mode.ENFORCE, HookMode.Mode.class),
        optional(settings, "hook.failure", HookFailure.Policy.DEFER, HookFailure.Policy.class),
        listeners.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(listeners)),
        ranking(settings),
        timeout(settings, "hook.timeout"),
        timeouts);
  }

  Optional<Duration> timeout(String point) {
    return Optional.ofNullable(timeouts.get(point)).or(() -> generalTimeout);
  }

  private static Optional<Integer> ranking(Settings settings) {
    return settings.text("service.ranking", "").isEmpty()
        ? Optional.empty()
        : Optional.of(settings.number("service.ranking", 0, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  private static Optional<Duration> timeout(Settings settings, String key) {
    return settings.text(key, "").isEmpty()
        ? Optional.empty()
        : Optional.of(settings.duration(key, SHORTEST, SHORTEST, LONGEST));
  }

  private static <E extends Enum<E>> Optional<E> optional(Settings settings, String key, E any, Class<E> type) {
    return settings.text(key, "").isEmpty() ? Optional.empty() : Optional.of(settings.choice(key, any, type));
  }
}
