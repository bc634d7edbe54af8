package org.karamail.hook.engine.internal.registry;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.karamail.hook.engine.internal.run.HookSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The holes that successors are waited for, and what ends each wait: a successor, the end of its grace, or a successor that
 * is known to be bad. The grace of a hole begins when what went has been drained. Safe on any thread; sessions that waited
 * go on outside every lock.
 */
final class Vigil {

  private static final Logger LOG = LoggerFactory.getLogger("karamail.hook");

  private static final Duration AFTER_OPERATORS_STOP = Duration.ofMillis(300);

  private final HookRegistry registry;
  private final Timers timers;
  private final ComponentFactory factory;
  private final Supplier<HookSettings> settings;
  private final BooleanSupplier shutdown;
  private final Consumer<String> takenAway;
  private final Map<Slot, Wait> waits = new ConcurrentHashMap<>();

  /** A hole that is waited on, and what ends the wait. */
  private record Wait(Hole hole, boolean onPurpose, Timers.Timer timer) {}

  /**
   * A vigil for nobody yet.
   *
   * @param shutdown whether the whole framework stops, so that nobody will come
   * @param takenAway is told of a plugin that went on purpose and for which no successor came
   */
  Vigil(
      HookRegistry registry,
      Timers timers,
      ComponentFactory factory,
      Supplier<HookSettings> settings,
      BooleanSupplier shutdown,
      Consumer<String> takenAway) {
    this.registry = registry;
    this.timers = timers;
    this.factory = factory;
    this.settings = settings;
    this.shutdown = shutdown;
    this.takenAway = takenAway;
  }

  /** These holes are waited on, for as long as the drain takes. */
  void begin(Map<Slot, Hole> holes, boolean onPurpose) {
    holes.forEach((slot, hole) -> waits.put(slot, new Wait(hole, onPurpose, Timers.NONE)));
  }

  /** The drain is over: the grace of this very hole begins; a later hole of the same slot has a timer of its own. */
  void await(Slot slot, Hole hole, boolean onPurpose) {
    await(slot, hole, onPurpose, graceFor(onPurpose));
  }

  /** A bundle that is uninstalled may come back under another file name, and gets more time. */
  void uninstalled(String plugin) {
    waits.forEach(
        (slot, wait) -> {
          if (slot.plugin().equals(plugin)) {
            await(slot, wait.hole, true, settings.get().uninstallGrace());
          }
        });
  }

  /** Whether a successor of something of this plugin is waited for. */
  boolean isKept(String plugin) {
    return waits.keySet().stream().anyMatch(slot -> slot.plugin().equals(plugin));
  }

  /** A successor is in force; unless there is a newer hole already, nobody needs to end the wait. */
  void filled(Slot slot) {
    Wait wait = waits.get(slot);
    if (wait != null && registry.hole(slot).filter(wait.hole::equals).isEmpty() && waits.remove(slot, wait)) {
      wait.timer.cancel();
    }
  }

  /** A successor has come that cannot be used. */
  void end(Slot slot) {
    Optional.ofNullable(waits.get(slot)).ifPresent(wait -> giveUp(slot, wait));
  }

  /** Who waits goes on. */
  void close() {
    waits.forEach((slot, wait) -> registry.giveUp(slot, wait.hole, Optional.empty()).ifPresent(Runnable::run));
  }

  private Duration graceFor(boolean onPurpose) {
    if (shutdown.getAsBoolean()) {
      return Duration.ZERO;
    }
    return onPurpose ? AFTER_OPERATORS_STOP : settings.get().swapGrace();
  }

  private void await(Slot slot, Hole hole, boolean onPurpose, Duration grace) {
    Optional.ofNullable(waits.get(slot)).ifPresent(former -> former.timer.cancel());
    if (registry.hole(slot).filter(hole::equals).isEmpty()) {
      waits.remove(slot);
      return;
    }
    if (grace.isZero()) {
      giveUp(slot, new Wait(hole, onPurpose, Timers.NONE));
      return;
    }
    Timers.Timer timer = timers.after(grace, () -> ended(slot, hole));
    waits.put(slot, new Wait(hole, onPurpose, timer));
  }

  private void ended(Slot slot, Hole hole) {
    Wait wait = waits.get(slot);
    if (wait != null && wait.hole.equals(hole)) {
      giveUp(slot, wait);
    }
  }

  /**
   * No successor came. What was taken away on purpose is not missed, unless it is required; for what failed to come back its
   * failure policy answers from now on.
   */
  private void giveUp(Slot slot, Wait wait) {
    waits.remove(slot);
    wait.timer.cancel();
    boolean onPurpose = wait.onPurpose && !shutdown.getAsBoolean();
    boolean missed = !onPurpose || settings.get().required().contains(slot.plugin());
    registry
        .giveUp(slot, wait.hole, missed ? Optional.of(factory.missing(wait.hole.former())) : Optional.empty())
        .ifPresent(
            announcement -> {
              tell(slot, onPurpose);
              announcement.run();
            });
  }

  private void tell(Slot slot, boolean onPurpose) {
    if (onPurpose) {
      LOG.info("plugin {} component {} is gone", slot.plugin(), slot.component());
      takenAway.accept(slot.plugin());
    } else if (!shutdown.getAsBoolean()) {
      LOG.error(
          "no successor of plugin {} component {} has come: from now on its failure policy answers for it; put it back, or"
              + " uninstall it to go on without it",
          slot.plugin(),
          slot.component());
    }
  }
}
