package org.karamail.hook.engine.internal.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.Version;

/**
 * A plugin, by its symbolic name: the generations that live, the one that new transactions get, and what is missing. Guarded
 * by the registry's lock.
 *
 * <p>A newer version that starts beside the one in force takes over as a whole, when all components of the former are there
 * again; one with a component that fails never does while the former lives.
 */
final class Plugin {

  private final List<Generation> generations = new ArrayList<>();
  private final Map<Slot, Hole> holes = new TreeMap<>();
  private final Map<Slot, Component> missing = new TreeMap<>();
  private Optional<Generation> inForce = Optional.empty();

  /** The generation of a bundle that is starting or started. */
  Generation open(long bundle, Version version) {
    return openOf(bundle).orElseGet(() -> begin(new Generation(bundle, version)));
  }

  Optional<Generation> openOf(long bundle) {
    return generations.stream().filter(one -> one.bundle() == bundle && !one.isClosed()).findFirst();
  }

  private Generation begin(Generation generation) {
    generations.add(generation);
    return generation;
  }

  /** Closes a generation and begins another with its components but one. */
  void withdraw(Generation generation, Slot slot) {
    Generation rest = begin(new Generation(generation.bundle(), generation.version()));
    generation.components().forEach((other, component) -> {
      if (!other.equals(slot)) {
        rest.components().put(other, component);
      }
    });
    generation.close();
    if (isInForce(generation)) {
      inForce = Optional.of(rest);
    }
  }

  List<Generation> generations() {
    return generations;
  }

  Map<Slot, Hole> holes() {
    return holes;
  }

  /** Components that ought to be there and are not, because a replacement or activation failed. */
  Map<Slot, Component> missing() {
    return missing;
  }

  Optional<Generation> inForce() {
    return inForce;
  }

  boolean isInForce(Generation generation) {
    return inForce.filter(now -> now == generation).isPresent();
  }

  void putInForce(Generation generation) {
    inForce = Optional.of(generation);
  }

  /** What this generation has is missing no more; answers the holes that it fills. */
  List<Hole> fill(Generation generation) {
    List<Hole> filled = new ArrayList<>();
    for (Slot slot : generation.components().keySet()) {
      missing.remove(slot);
      Optional.ofNullable(holes.remove(slot)).ifPresent(filled::add);
    }
    return filled;
  }

  /** The generation in force has ended: the newest other one that is not on trial takes over, if there is any. */
  void succeed(Set<Long> trials) {
    inForce =
        generations.stream()
            .filter(one -> !one.isClosed() && !trials.contains(one.bundle()))
            .max(Comparator.comparing(Generation::version));
  }

  /** Forgets generations that are over. */
  void tidy() {
    generations.removeIf(one -> one.isClosed() && !one.isPinned());
  }

  boolean isEmpty() {
    return generations.isEmpty() && holes.isEmpty() && missing.isEmpty();
  }

  /** Who is asked now: the components in force, and those that are missing. */
  List<Component> components() {
    List<Component> all = new ArrayList<>(missing.values());
    inForce.ifPresent(now -> all.addAll(now.components().values()));
    return all;
  }
}
