package org.karamail.hook.engine.internal.registry;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.karamail.hook.engine.HookFigures;
import org.karamail.hook.engine.HookSubject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hooks that are registered and have not been called once while others were: on a listener that does not exist, most often,
 * or at a point that nothing passes. Looked for every few minutes; told once each.
 */
final class NeverCalled {

  static final Duration PAUSE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger("karamail.hook");

  private final HookRegistry registry;
  private final Set<Slot> seen = new TreeSet<>();
  private final Set<Slot> told = new TreeSet<>();

  NeverCalled(HookRegistry registry) {
    this.registry = registry;
  }

  /** Looks once; a component must have been there at the last look already to be told of. */
  synchronized void look() {
    boolean others = registry.components().stream().anyMatch(component -> !isSilent(component));
    for (Component component : registry.components()) {
      boolean seenBefore = !seen.add(component.slot());
      if (isSilent(component) && seenBefore && others && told.add(component.slot())) {
        LOG.warn(
            "plugin {} component {} is registered at {} and was never called: its listeners or its mode may forbid it",
            component.slot().plugin(),
            component.slot().component(),
            component.points());
      }
    }
    told.removeIf(slot -> registry.components().stream().noneMatch(one -> one.slot().equals(slot) && isSilent(one)));
  }

  /** Whether it is one of those that were told of. */
  synchronized boolean isTold(Slot slot) {
    return told.contains(slot);
  }

  private static boolean isSilent(Component component) {
    return component.asked().stream().anyMatch(asked -> !asked.isIdle(HookSubject.ANYBODY))
        && component.asked().stream().map(asked -> asked.ledger().figures()).allMatch(NeverCalled::isNothing);
  }

  private static boolean isNothing(HookFigures figures) {
    return figures.calls() == 0 && figures.busy() == 0;
  }
}
