package org.karamail.hook.engine.internal.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.karamail.hook.HookMode;
import org.karamail.hook.engine.PluginStatus;
import org.karamail.hook.engine.internal.run.Asked;

/** All plugins as an operator sees them: those in force, those beside them, those that do not work and why. */
final class PluginRoll {

  private final HookRegistry registry;
  private final Problems problems;
  private final Unresolved unresolved;
  private final NeverCalled neverCalled;
  private final Attendance attendance;
  private final Supplier<Set<String>> required;

  PluginRoll(
      HookRegistry registry,
      Problems problems,
      Unresolved unresolved,
      NeverCalled neverCalled,
      Attendance attendance,
      Supplier<Set<String>> required) {
    this.registry = registry;
    this.problems = problems;
    this.unresolved = unresolved;
    this.neverCalled = neverCalled;
    this.attendance = attendance;
    this.required = required;
  }

  List<PluginStatus> all() {
    List<PluginStatus> all = new ArrayList<>();
    byBundle(registry.components(), false).forEach((bundle, these) -> all.add(registered(these, "ACTIVE")));
    byBundle(registry.components(), true).forEach((bundle, these) -> all.add(registered(these, "MISSING")));
    byBundle(registry.standby(), false).forEach((bundle, these) -> all.add(registered(these, "STANDBY")));
    problems.all().forEach((key, reason) -> report(key, reason, all));
    unresolved.reasons().forEach(
        (bundle, reason) ->
            all.add(bare(bundle.getSymbolicName(), bundle.getVersion().toString(), "UNRESOLVED", reason)));
    awaited().forEach(plugin -> all.add(bare(plugin, "", "AWAITED", "it ran before the last stop and has not come yet")));
    return List.copyOf(all);
  }

  /** Required plugins that are not there. */
  Set<String> missing() {
    Set<String> missing = new TreeSet<>(required.get());
    registry.components().stream().filter(one -> !one.isAbsent()).forEach(one -> missing.remove(one.slot().plugin()));
    registry.components().stream()
        .filter(one -> one.isAbsent() && required.get().contains(one.slot().plugin()))
        .forEach(one -> missing.add(one.slot().plugin()));
    return missing;
  }

  /** Plugins that ran before the last stop and are still waited for. */
  Set<String> awaited() {
    return attendance.awaited();
  }

  private static Map<Long, List<Component>> byBundle(List<Component> components, boolean absent) {
    Map<Long, List<Component>> byBundle = new TreeMap<>();
    components.stream()
        .filter(one -> one.isAbsent() == absent)
        .forEach(one -> byBundle.computeIfAbsent(one.origin().bundle(), any -> new ArrayList<>()).add(one));
    return byBundle;
  }

  private PluginStatus registered(List<Component> components, String state) {
    Component.Origin origin = components.get(0).origin();
    String plugin = origin.slot().plugin();
    return new PluginStatus(
        plugin,
        origin.version(),
        state,
        state.equals("MISSING") ? "its failure policy answers for it" : silence(components),
        required.get().contains(plugin),
        components.stream().map(PluginRoll::shown).toList(),
        FigureSum.of(
            components.stream().flatMap(one -> one.asked().stream()).map(asked -> asked.ledger().figures()).toList()));
  }

  private String silence(List<Component> components) {
    return String.join(
        "; ",
        components.stream()
            .filter(one -> neverCalled.isTold(one.slot()))
            .map(one -> one.slot().component() + " was never called")
            .toList());
  }

  private static PluginStatus.Component shown(Component component) {
    List<Asked> all = component.asked().stream().sorted(Comparator.comparing(Asked::point)).toList();
    HookMode.Mode mode = all.isEmpty() ? HookMode.Mode.OFF : all.get(0).terms().get().mode();
    return new PluginStatus.Component(component.slot().component(), all.stream().map(Asked::point).toList(), mode);
  }

  /** Adds a problem to the plugin it belongs to, or as one of its own. */
  private void report(Problems.Key key, String reason, List<PluginStatus> all) {
    String line = key.slot().component() + ": " + reason;
    for (int i = 0; i < all.size(); i++) {
      PluginStatus status = all.get(i);
      if (status.plugin().equals(key.slot().plugin()) && status.version().equals(key.version())) {
        String problem = status.problem().isEmpty() ? line : status.problem() + "; " + line;
        all.set(
            i,
            new PluginStatus(
                status.plugin(),
                status.version(),
                status.state(),
                problem,
                status.required(),
                status.components(),
                status.figures()));
        return;
      }
    }
    all.add(bare(key.slot().plugin(), key.version(), "FAILED", line));
  }

  private PluginStatus bare(String plugin, String version, String state, String reason) {
    return new PluginStatus(
        plugin, version, state, reason, required.get().contains(plugin), List.of(), FigureSum.NOTHING);
  }
}
