package org.karamail.hook.engine.internal.registry;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.karamail.hook.engine.internal.run.Ledger;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;

/** Makes components of arrivals: reads their properties and gives them what they keep from version to version. */
final class ComponentFactory {

  private final Path plugins;
  private final Figures figures;
  private final OperatorTerms operator;
  private final Problems problems;
  private final Supplier<Set<String>> required;
  private final Map<Long, PermitBook> permits = new ConcurrentHashMap<>();

  /**
   * A factory.
   *
   * @param plugins the folder of which each plugin owns one
   */
  ComponentFactory(
      Path plugins, Figures figures, OperatorTerms operator, Problems problems, Supplier<Set<String>> required) {
    this.plugins = plugins;
    this.figures = figures;
    this.operator = operator;
    this.problems = problems;
    this.required = required;
  }

  /** A component that answers; a new start ends the quarantine of the last one. */
  Component present(Arrival arrival, Arrival.Service service) {
    ComponentTerms terms = declare(arrival);
    arrival.points().forEach(point -> figures.of(arrival.slot(), point).reset());
    return new Component(origin(arrival), service, arrival.points(), terms, around(arrival.slot(), arrival.bundle()));
  }

  /** One whose activation failed. */
  Component absent(Arrival arrival) {
    return Component.absent(
        origin(arrival), arrival.points(), declare(arrival), around(arrival.slot(), arrival.bundle()));
  }

  /** One that went and has no successor. */
  Component missing(Component former) {
    return Component.absent(
        former.origin(), former.points(), former.terms(), around(former.slot(), former.origin().bundle()));
  }

  /** Reads what a component says of itself. */
  ComponentTerms declare(Arrival arrival) {
    return operator.termsOf(arrival.slot(), declared(arrival), arrival.ranking());
  }

  /** The ledger in which a thread that hangs in the activation is counted. */
  Ledger ledger(Arrival arrival) {
    return figures.of(arrival.slot(), arrival.points().iterator().next());
  }

  void forgetPermits(long bundle) {
    permits.remove(bundle);
  }

  /** What a component says of itself; empty when that cannot be used. */
  private Optional<PluginProperties> declared(Arrival arrival) {
    try {
      PluginProperties good =
          PluginProperties.of(
              Settings.of(arrival.slot().component(), arrival.properties(), new EnvironmentOverrides(Map.of())));
      problems.solved(arrival.slot(), arrival.version());
      return Optional.of(good);
    } catch (InvalidSettingException bad) {
      problems.report(
          arrival.slot(), arrival.version(), bad.getMessage() + "; its last good ones count, or the defaults of its points");
      return Optional.empty();
    }
  }

  private Component.Surroundings around(Slot slot, long bundle) {
    return new Component.Surroundings(
        figures,
        permits.computeIfAbsent(bundle, any -> new PermitBook()),
        plugins.resolve(folderName(slot.plugin())),
        () -> required.get().contains(slot.plugin()));
  }

  /** A symbolic name is a file name as it is, unless somebody is up to something. */
  private static String folderName(String plugin) {
    return plugin.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*") ? plugin : "_" + Integer.toHexString(plugin.hashCode());
  }

  private static Component.Origin origin(Arrival arrival) {
    return new Component.Origin(arrival.slot(), arrival.bundle(), arrival.version());
  }
}
