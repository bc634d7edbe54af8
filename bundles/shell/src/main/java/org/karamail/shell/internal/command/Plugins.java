package org.karamail.shell.internal.command;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.karamail.deploy.PluginDeployments;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.HookStatus;
import org.karamail.hook.engine.PluginStatus;
import org.karamail.shell.internal.Refusal;
import org.karamail.shell.internal.view.PluginLine;

/** What commands ask the engine and the deployer; either may be absent. */
final class Plugins {

  private Plugins() {}

  /** The engine, or the reason why the command cannot work. */
  static HookEngine required(@Nullable HookEngine engine) {
    if (engine == null) {
      throw new Refusal("there is no hook engine; log:display tells why");
    }
    return engine;
  }

  static List<PluginLine> lines(@Nullable HookEngine engine, @Nullable PluginDeployments deployments) {
    return PluginLine.of(
        required(engine).plugins().stream().sorted(Comparator.comparing(PluginStatus::plugin)).toList(),
        Optional.ofNullable(deployments).map(PluginDeployments::deployments).orElse(List.of()));
  }

  /** All hooks in the order of a message's life. */
  static Stream<HookStatus> hooks(HookEngine engine) {
    return HookPoints.ALL.stream().flatMap(point -> engine.hooks(point).stream());
  }

  static List<String> components(@Nullable HookEngine engine) {
    return Optional.ofNullable(engine).stream()
        .flatMap(present -> present.plugins().stream())
        .flatMap(plugin -> plugin.components().stream())
        .map(PluginStatus.Component::name)
        .distinct()
        .sorted()
        .toList();
  }

  static HookPoint<?, ?> point(String name) {
    return HookPoints.named(name)
        .or(() -> HookPoints.ALL.stream().filter(point -> point.name().equalsIgnoreCase(name)).findFirst())
        .orElseThrow(() -> new Refusal("no hook point '" + name + "'; mail:hooks --all lists them"));
  }

  static Refusal unknownComponent(@Nullable HookEngine engine, String name) {
    List<String> known = components(engine);
    return new Refusal(
        "no component '" + name + "'" + (known.isEmpty() ? "; no plugin has one" : "; there are " + String.join(", ", known)));
  }
}
