package org.karamail.hook.engine.internal.registry;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.hook.catalogue.HookPoint;
import org.osgi.framework.Version;

/**
 * Which components there are, in which version, and who uses them at this moment. Knows no framework: {@code HookTracker}
 * tells it what comes and goes.
 *
 * <p><b>Pins.</b> A transaction pins the generations of all components of its points at once, at its beginning, and never
 * waits while it holds a pin: pinning one plugin after the other dead-locks when two are replaced together.
 *
 * <p><b>Replacement.</b> When a component goes, its slot becomes a hole; a transaction that needs it waits for the hole to be
 * filled, without a thread. Meanwhile the old generation is drained: whoever pinned it may finish. A successor that comes
 * beside the old version takes over when it is complete, and there is no hole. A hole that nobody fills closes, or leaves a
 * missing component behind for which its failure policy answers.
 *
 * <p>One short lock guards everything. Futures are never completed under it: methods that end a wait answer a runnable that
 * the caller runs when it holds no lock either.
 */
final class HookRegistry {

  private final Object lock = new Object();
  private final Roster roster = new Roster();
  private final Set<Long> trials = new HashSet<>();

  /** Whether anybody is, or is expected, at one of these points; the cheap answer for most installations. */
  boolean isOccupied(Set<HookPoint<?, ?>> points) {
    return roster.isOccupied(points);
  }

  /** Pins everybody at these points, as soon as no successor is missing. */
  CompletionStage<Selection> pin(Set<HookPoint<?, ?>> points) {
    Optional<Hole> hole;
    synchronized (lock) {
      hole = roster.hole(points);
      if (hole.isEmpty()) {
        Selection selection = roster.selection(points);
        selection.generations().forEach(Generation::pin);
        return CompletableFuture.completedStage(selection);
      }
    }
    return hole.get().filled().thenCompose(filled -> pin(points));
  }

  void unpin(Selection selection) {
    synchronized (lock) {
      boolean over = false;
      for (Generation generation : selection.generations()) {
        if (generation.unpin()) {
          over |= generation.isClosed();
        }
      }
      if (over) {
        roster.changed();
        lock.notifyAll();
      }
    }
  }

  /** A component has come, or has failed to. Answers who waited for it, and whether it is in force now. */
  Arrived arrived(Component component, Version version) {
    synchronized (lock) {
      Plugin plugin = roster.enter(component.slot().plugin());
      Generation generation = plugin.open(component.origin().bundle(), version);
      generation.components().put(component.slot(), component);
      if (!trials.contains(generation.bundle())
          && plugin.inForce().map(generation::replaces).orElse(true)) {
        plugin.putInForce(generation);
      }
      Runnable announcement = HookRegistry::nobodyWaits;
      boolean inForce = plugin.isInForce(generation);
      if (inForce) {
        announcement = filled(plugin, generation);
      }
      roster.changed();
      return new Arrived(inForce, announcement);
    }
  }

  /**
   * What an arrival means.
   *
   * @param inForce false while another version is
   * @param announcement lets those go on who waited
   */
  record Arrived(boolean inForce, Runnable announcement) {}

  private static void nobodyWaits() {}

  private static Runnable filled(Plugin plugin, Generation generation) {
    List<Hole> over = plugin.fill(generation);
    return () -> over.forEach(hole -> hole.filled().complete(null));
  }

  /** A version that lives beside the one in force has shown all it has: it takes over, unless something of it fails. */
  Runnable settled(String name, long bundle) {
    synchronized (lock) {
      Plugin plugin = roster.plugin(name);
      Optional<Generation> settled =
          plugin.openOf(bundle)
              .filter(one -> !trials.contains(bundle) && !one.hasAbsent() && !plugin.isInForce(one))
              .filter(one -> plugin.inForce().filter(now -> now.version().compareTo(one.version()) > 0).isEmpty());
      settled.ifPresent(plugin::putInForce);
      Runnable announcement = settled.map(one -> filled(plugin, one)).orElse(HookRegistry::nobodyWaits);
      roster.changed();
      return announcement;
    }
  }

  /**
   * All components of a bundle go because it stops: closes its generations. Another version that lives takes over, and for
   * what that one lacks there are holes.
   */
  Departure bundleStops(String name, long bundle) {
    synchronized (lock) {
      Plugin plugin = roster.plugin(name);
      Optional<Generation> stopping = plugin.openOf(bundle);
      if (stopping.isEmpty()) {
        return Departure.OF_NOTHING;
      }
      Map<Slot, Hole> holes = new TreeMap<>();
      stopping.get().close();
      if (plugin.isInForce(stopping.get())) {
        plugin.succeed(trials);
        stopping.get().components().forEach((slot, former) -> makeHole(plugin, slot, former, holes));
      }
      List<Component> gone = List.copyOf(stopping.get().components().values());
      List<Generation> used = plugin.generations().stream().filter(one -> one.bundle() == bundle).toList();
      roster.changed();
      return new Departure(used, gone, holes);
    }
  }

  /** One component goes while its bundle stays, as at a change of its configuration: the others move to a new generation. */
  Departure componentGoes(Slot slot, long bundle) {
    synchronized (lock) {
      Plugin plugin = roster.plugin(slot.plugin());
      Optional<Generation> generation = plugin.openOf(bundle).filter(one -> one.component(slot).isPresent());
      if (generation.isEmpty()) {
        return Departure.OF_NOTHING;
      }
      Component former = generation.get().component(slot).orElseThrow();
      Map<Slot, Hole> holes = new TreeMap<>();
      plugin.withdraw(generation.get(), slot);
      if (plugin.inForce().filter(now -> now.bundle() == bundle).isPresent()) {
        makeHole(plugin, slot, former, holes);
      }
      roster.changed();
      return new Departure(List.of(generation.get()), List.of(former), holes);
    }
  }

  private static void makeHole(Plugin plugin, Slot slot, Component former, Map<Slot, Hole> made) {
    if (plugin.inForce().filter(now -> now.component(slot).isPresent()).isEmpty()) {
      Hole hole = new Hole(former, new CompletableFuture<>());
      plugin.holes().put(slot, hole);
      made.put(slot, hole);
    }
  }

  /**
   * Waits until nobody has pinned what goes. When that takes too long, who still has it must not call it again.
   *
   * @return whether everybody let go in time
   * @throws InterruptedException if interrupted; what goes is cut off then too
   */
  boolean drain(Departure departure, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    synchronized (lock) {
      try {
        long left = atMost.toMillis();
        while (left > 0 && departure.generations().stream().anyMatch(Generation::isPinned)) {
          lock.wait(left);
          left = (deadline - System.nanoTime()) / 1_000_000;
        }
        return departure.generations().stream().noneMatch(Generation::isPinned);
      } finally {
        departure.components().forEach(Component::cutOff);
        roster.changed();
      }
    }
  }

  /**
   * The wait for a successor is over.
   *
   * @param missing what takes its place: nobody, or an absent component
   * @return empty when that very hole has been filled meanwhile
   */
  Optional<Runnable> giveUp(Slot slot, Hole hole, Optional<Component> missing) {
    synchronized (lock) {
      Plugin plugin = roster.plugin(slot.plugin());
      if (!plugin.holes().remove(slot, hole)) {
        return Optional.empty();
      }
      missing.ifPresent(absent -> plugin.missing().put(slot, absent));
      roster.changed();
      return Optional.of(() -> hole.filled().complete(null));
    }
  }

  /** Components of this bundle that come from now on are not asked. */
  void beginTrial(long bundle) {
    synchronized (lock) {
      trials.add(bundle);
    }
  }

  void endTrial(long bundle) {
    synchronized (lock) {
      trials.remove(bundle);
    }
  }

  boolean isOnTrial(long bundle) {
    synchronized (lock) {
      return trials.contains(bundle);
    }
  }

  /** A bundle is in force from now on, whatever was before; answers who waited for it. */
  Runnable promote(String name, long bundle) {
    synchronized (lock) {
      trials.remove(bundle);
      Plugin plugin = roster.plugin(name);
      Optional<Generation> promoted = plugin.openOf(bundle);
      promoted.ifPresent(plugin::putInForce);
      promoted.ifPresent(one -> plugin.missing().clear());
      Runnable announcement = promoted.map(one -> filled(plugin, one)).orElse(HookRegistry::nobodyWaits);
      roster.changed();
      return announcement;
    }
  }

  /** The names of a bundle's components that are there. */
  Set<String> componentsOf(String name, long bundle) {
    synchronized (lock) {
      return roster.plugin(name).openOf(bundle).map(Generation::names).orElse(Set.of());
    }
  }

  /** The names of the components of a plugin that new transactions ask. */
  Set<String> componentsInForce(String name) {
    synchronized (lock) {
      return roster.plugin(name).inForce().map(Generation::names).orElse(Set.of());
    }
  }

  /** Nobody ought to be there any more: a plugin was taken away on purpose. */
  void forgetMissing(String name) {
    synchronized (lock) {
      roster.plugin(name).missing().clear();
      roster.changed();
    }
  }

  /** The order may be another one. */
  void reorder() {
    synchronized (lock) {
      roster.changed();
    }
  }

  /** The hole of a slot, if it has one now. */
  Optional<Hole> hole(Slot slot) {
    synchronized (lock) {
      return roster.hole(slot);
    }
  }

  /** Who is asked now, in order. */
  List<Component> components() {
    synchronized (lock) {
      return roster.components();
    }
  }

  /** Components of versions that live beside the one in force, by symbolic name. */
  List<Component> standby() {
    synchronized (lock) {
      return roster.standby();
    }
  }

  /** Whether a transaction holds a bundle now. */
  boolean isPinned(long bundle) {
    synchronized (lock) {
      return roster.isPinned(bundle);
    }
  }
}
