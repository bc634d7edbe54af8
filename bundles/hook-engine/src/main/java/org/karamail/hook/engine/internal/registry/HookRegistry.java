package org.karamail.hook.engine.internal.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.karamail.hook.catalogue.HookPoint;

/**
 * Which components there are, in which version, and who uses them at this moment. Knows no OSGi: {@code HookTracker} tells it
 * what comes and goes.
 *
 * <p><b>Pins.</b> A transaction pins the generations of all components of its points at once, at its beginning, and never
 * waits while it holds a pin: pinning one plugin after the other dead-locks when two are replaced together.
 *
 * <p><b>Replacement.</b> When a component goes, its slot becomes a hole; a transaction that needs it waits for the hole to be
 * filled, without a thread. Meanwhile the old generation is drained: whoever pinned it may finish. A successor that comes
 * beside the old version takes the slot over at once, and there is no hole.
 *
 * <p>One short lock guards everything; futures are completed, and plugins called, outside it.
 */
final class HookRegistry {

  private final Object lock = new Object();
  private final Map<Slot, Component> current = new TreeMap<>();
  private final Map<Slot, Hole> holes = new HashMap<>();
  private final Map<Long, Generation> generations = new HashMap<>();
  private final Map<Slot, Generation> draining = new HashMap<>();
  private final Set<Long> trials = new HashSet<>();
  private volatile Set<HookPoint<?, ?>> occupied = Set.of();

  /** What a transaction holds: its components in order, and the generations it must let go. */
  record Pinned(List<Component> components, List<Generation> generations) {
    static final Pinned NOTHING = new Pinned(List.of(), List.of());
  }

  /** Whether anybody is, or is expected, at one of these points; the cheap answer for most installations. */
  boolean isOccupied(Set<HookPoint<?, ?>> points) {
    Set<HookPoint<?, ?>> now = occupied;
    return !now.isEmpty() && points.stream().anyMatch(now::contains);
  }

  /** Pins everybody at these points, as soon as no successor is missing. */
  CompletionStage<Pinned> pin(Set<HookPoint<?, ?>> points) {
    if (!isOccupied(points)) {
      return CompletableFuture.completedStage(Pinned.NOTHING);
    }
    Optional<CompletableFuture<Void>> hole;
    synchronized (lock) {
      hole = holes.values().stream().filter(h -> meets(h.points(), points)).map(Hole::filled).findFirst();
      if (hole.isEmpty()) {
        return CompletableFuture.completedStage(pinNow(points));
      }
    }
    return hole.get().thenCompose(filled -> pin(points));
  }

  private Pinned pinNow(Set<HookPoint<?, ?>> points) {
    List<Component> components = new ArrayList<>();
    Set<Generation> pinned = new HashSet<>();
    for (Generation generation : generations.values()) {
      for (Component component : generation.components().values()) {
        if (current.get(component.slot()) == component && meets(component.points(), points)) {
          components.add(component);
          if (pinned.add(generation)) {
            generation.pin();
          }
        }
      }
    }
    components.sort(null);
    return new Pinned(List.copyOf(components), List.copyOf(pinned));
  }

  void unpin(Pinned pinned) {
    synchronized (lock) {
      for (Generation generation : pinned.generations()) {
        if (generation.unpin()) {
          lock.notifyAll();
        }
      }
    }
  }

  /** Whether a component may still be called by a transaction that has pinned it. */
  boolean isAlive(Pinned pinned) {
    synchronized (lock) {
      return pinned.generations().stream().noneMatch(Generation::isDead);
    }
  }

  /** A component has come; it fills its slot unless a newer version holds that already. */
  void arrived(long bundle, Component component, boolean newer) {
    @Nullable Hole hole = null;
    synchronized (lock) {
      Generation generation = generations.computeIfAbsent(bundle, Generation::new);
      if (generation.isClosed()) {
        generation = new Generation(bundle);
        generations.put(bundle, generation);
      }
      generation.components().put(component.slot(), component);
      if (!trials.contains(bundle) && (newer || !current.containsKey(component.slot()))) {
        current.put(component.slot(), component);
        hole = holes.remove(component.slot());
      }
      remember();
    }
    fill(hole);
  }

  /**
   * All components of a bundle go because it stops: closes its generation and leaves holes, except where another bundle has
   * taken the slot over.
   *
   * @return the holes that were made, empty when the bundle was closed before
   */
  Map<Slot, Hole> bundleStops(long bundle) {
    synchronized (lock) {
      Generation generation = generations.get(bundle);
      if (generation == null || generation.isClosed()) {
        return Map.of();
      }
      generation.close();
      Map<Slot, Hole> made = new TreeMap<>();
      generation.components().forEach((slot, component) -> makeHole(slot, component, made));
      remember();
      return made;
    }
  }

  /** One component goes while its bundle stays, as at a change of its configuration: the others move to a new generation. */
  Map<Slot, Hole> componentGoes(long bundle, Slot slot) {
    synchronized (lock) {
      Generation generation = generations.get(bundle);
      if (generation == null || generation.isClosed() || generation.component(slot).isEmpty()) {
        return Map.of();
      }
      Map<Slot, Hole> made = new TreeMap<>();
      generation.component(slot).ifPresent(component -> makeHole(slot, component, made));
      generation.close();
      Generation rest = new Generation(bundle);
      generation.components().forEach((other, component) -> {
        if (!other.equals(slot)) {
          rest.components().put(other, component);
        }
      });
      generations.put(bundle, rest);
      draining.put(slot, generation);
      remember();
      return made;
    }
  }

  private void makeHole(Slot slot, Component component, Map<Slot, Hole> made) {
    if (current.get(slot) == component) {
      current.remove(slot);
      Hole hole = new Hole(component.points(), new CompletableFuture<>());
      holes.put(slot, hole);
      made.put(slot, hole);
    }
  }

  /**
   * Waits until nobody has a closed bundle pinned.
   *
   * @return whether everybody let go in time; if not, the generation is dead
   * @throws InterruptedException if interrupted; then it is not dead
   */
  boolean drain(long bundle, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    synchronized (lock) {
      Generation generation = generations.get(bundle);
      if (generation == null) {
        return true;
      }
      return drain(generation, deadline, () -> generations.remove(bundle, generation));
    }
  }

  /** The same for a single component that goes. */
  boolean drain(Slot slot, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    synchronized (lock) {
      Generation generation = draining.get(slot);
      return generation == null || drain(generation, deadline, () -> draining.remove(slot, generation));
    }
  }

  private boolean drain(Generation generation, long deadline, Runnable done) throws InterruptedException {
    while (generation.isPinned()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      lock.wait(left);
    }
    boolean empty = !generation.isPinned();
    generation.kill();
    done.run();
    return empty;
  }

  /** The wait for a successor is over; does nothing when that very hole has been filled. */
  boolean giveUp(Slot slot, Hole hole) {
    synchronized (lock) {
      if (!holes.remove(slot, hole)) {
        return false;
      }
      remember();
    }
    hole.filled().complete(null);
    return true;
  }

  /** The components in force, in order. */
  List<Component> components() {
    synchronized (lock) {
      return current.values().stream().sorted().toList();
    }
  }

  /** How many transactions hold a bundle now. */
  boolean isPinned(long bundle) {
    synchronized (lock) {
      Generation generation = generations.get(bundle);
      return generation != null && generation.isPinned();
    }
  }

  /** Components of this bundle that come from now on take no slot. */
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

  /** All components of a bundle take the slots of their plugin over at once, in whatever version those were. */
  void promote(long bundle) {
    List<Hole> filled = new ArrayList<>();
    synchronized (lock) {
      trials.remove(bundle);
      Map<Slot, Component> successors = inOpenGeneration(bundle);
      Set<String> plugins = successors.keySet().stream().map(Slot::plugin).collect(Collectors.toSet());
      current.keySet().removeIf(slot -> plugins.contains(slot.plugin()));
      current.putAll(successors);
      for (Slot slot : successors.keySet()) {
        Optional.ofNullable(holes.remove(slot)).ifPresent(filled::add);
      }
      remember();
    }
    filled.forEach(HookRegistry::fill);
  }

  /** A component's terms have changed: it stays what it is, in force or not. */
  void changed(long bundle, Component before, Component after) {
    synchronized (lock) {
      if (inOpenGeneration(bundle).containsKey(before.slot())) {
        inOpenGeneration(bundle).put(before.slot(), after);
      }
      if (current.get(before.slot()) == before) {
        current.put(before.slot(), after);
      }
      remember();
    }
  }

  /** The names of a bundle's components that are there. */
  Set<String> componentsOf(long bundle) {
    synchronized (lock) {
      return names(inOpenGeneration(bundle).keySet().stream());
    }
  }

  /** The names of the components of a plugin that new transactions ask. */
  Set<String> componentsInForce(String plugin) {
    synchronized (lock) {
      return names(current.keySet().stream().filter(slot -> slot.plugin().equals(plugin)));
    }
  }

  private static Set<String> names(Stream<Slot> slots) {
    return slots.map(Slot::component).collect(Collectors.toCollection(TreeSet::new));
  }

  private Map<Slot, Component> inOpenGeneration(long bundle) {
    Generation generation = generations.get(bundle);
    return generation == null || generation.isClosed() ? Map.of() : generation.components();
  }

  private void remember() {
    Set<HookPoint<?, ?>> points =
        current.values().stream().flatMap(component -> component.points().stream()).collect(Collectors.toSet());
    holes.values().forEach(hole -> points.addAll(hole.points()));
    occupied = Set.copyOf(points);
  }

  private static void fill(@Nullable Hole hole) {
    if (hole != null) {
      hole.filled().complete(null);
    }
  }

  private static boolean meets(Set<HookPoint<?, ?>> some, Set<HookPoint<?, ?>> others) {
    return some.stream().anyMatch(others::contains);
  }
}
