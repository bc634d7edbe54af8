package org.karamail.hook.engine.internal.registry;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.karamail.hook.catalogue.Caller;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.internal.run.Asked;

/**
 * One component of a plugin from its registration to its end: the service object, which is kept so that no call looks into
 * the registry, and how it is asked at each of its points. Or, where there ought to be one and is not, an absent one, for
 * which its failure policy answers.
 */
final class Component implements Comparable<Component> {

  private final Origin origin;
  private final ComponentTerms terms;
  private final Map<HookPoint<?, ?>, Asked> asked = new HashMap<>();
  private final boolean absent;
  private final String plugin;
  private volatile boolean cut;

  /**
   * Where a component comes from.
   *
   * @param bundle its id
   */
  record Origin(Slot slot, long bundle, String version) {}

  /**
   * What all calls of a component have in common.
   *
   * @param figures kept from one version to the next
   */
  record Surroundings(Figures figures, PermitBook permits, Path dataFolder, BooleanSupplier required) {}

  /** A component that answers. */
  Component(
      Origin origin, Arrival.Service service, Set<HookPoint<?, ?>> points, ComponentTerms terms, Surroundings around) {
    this(origin, Optional.of(service), points, terms, around);
  }

  private Component(
      Origin origin,
      Optional<Arrival.Service> service,
      Set<HookPoint<?, ?>> points,
      ComponentTerms terms,
      Surroundings around) {
    this.origin = origin;
    this.terms = terms;
    this.absent = service.isEmpty();
    this.plugin = origin.slot().plugin() + "/" + origin.version();
    Asked.Identity identity =
        new Asked.Identity(origin.slot().plugin(), origin.version(), origin.slot().component());
    Object hook = service.<Object>map(Arrival.Service::hook).orElse(origin.slot());
    Optional<ClassLoader> loader = service.map(there -> there.hook().getClass().getClassLoader());
    for (HookPoint<?, ?> point : points) {
      asked.put(
          point,
          new Asked(
              hook,
              identity,
              point.name(),
              () -> terms.at(point),
              this::presence,
              duty(service, point),
              around.required(),
              around.dataFolder(),
              loader,
              around.figures().of(origin.slot(), point),
              around.permits().of(origin.slot(), point),
              around.permits().ofPlugin()));
    }
  }

  /** One that ought to be there and is not. */
  static Component absent(
      Origin origin, Set<HookPoint<?, ?>> points, ComponentTerms terms, Surroundings around) {
    return new Component(origin, Optional.empty(), points, terms, around);
  }

  /** Points that the engine calls itself are passed by no mail: who has no work all the same has figures. */
  private static Asked.Work duty(Optional<Arrival.Service> service, HookPoint<?, ?> point) {
    return service
        .filter(there -> point.caller() != Caller.HOOK_ENGINE)
        .<Asked.Work>map(
            there -> subject -> there.duty().isAt(point.type(), subject.isOfRelay(), subject::mayHold))
        .orElse(subject -> true);
  }

  private Asked.Presence presence() {
    return absent ? Asked.Presence.ABSENT : cut ? Asked.Presence.CUT : Asked.Presence.PRESENT;
  }

  /** It has been deactivated while transactions use it: they must not call it again. */
  void cutOff() {
    cut = true;
  }

  Origin origin() {
    return origin;
  }

  Slot slot() {
    return origin.slot();
  }

  /** Of which version of which plugin it is, {@code name/version}. */
  String plugin() {
    return plugin;
  }

  ComponentTerms terms() {
    return terms;
  }

  boolean isAbsent() {
    return absent;
  }

  Set<HookPoint<?, ?>> points() {
    return Set.copyOf(asked.keySet());
  }

  /** How it is asked at all its points. */
  Collection<Asked> asked() {
    return List.copyOf(asked.values());
  }

  /** How it is asked at a point; empty where it is not registered. */
  Optional<Asked> at(HookPoint<?, ?> point) {
    return Optional.ofNullable(asked.get(point));
  }

  /** Whether it is to be asked at a point, as things are. */
  boolean isWanted(HookPoint<?, ?> point, HookSubject subject) {
    Asked there = asked.get(point);
    return there != null && there.isWanted(subject);
  }

  /** Whether it is to be asked at one of these points at least. */
  boolean isWantedAtAny(Set<HookPoint<?, ?>> points, HookSubject subject) {
    for (HookPoint<?, ?> own : asked.keySet()) {
      if (points.contains(own) && isWanted(own, subject)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has a say on behalf of a listener; without one, on the way out, everybody has. */
  boolean isMeant(Optional<String> listener) {
    return listener.isEmpty() || terms.meets(listener.get());
  }

  /** Higher ranking first, then by name: an order that an update does not change. */
  @Override
  public int compareTo(Component other) {
    int byRanking = Integer.compare(other.terms.ranking(), terms.ranking());
    return byRanking != 0 ? byRanking : slot().compareTo(other.slot());
  }
}
