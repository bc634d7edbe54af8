package org.karamail.shell.internal.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.deploy.Deployment;
import org.karamail.deploy.PluginDeployments;
import org.karamail.hook.HookFailure;
import org.karamail.hook.HookFault;
import org.karamail.hook.HookMode;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.HookFigures;
import org.karamail.hook.engine.HookReadiness;
import org.karamail.hook.engine.HookStatus;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.PluginFigure;
import org.karamail.hook.engine.PluginStatus;

/** An engine and a deployer with two plugins that work, a version that was refused, and a plugin that is not called. */
final class StandingEngine implements HookEngine, PluginDeployments {

  private static final HookFigures QUIET = figures(120, 0, 0, Duration.ofNanos(180_000), 0);
  private static final HookFigures FAULTY = figures(2_000, 31, 4, Duration.ofMillis(730), 1);

  private static final List<PluginFigure> SCANNED =
      List.of(
          new PluginFigure("com.example.Scanner", "signatures", PluginFigure.Kind.GAUGE, 81_250_000, Map.of()),
          new PluginFigure("com.example.Scanner", "found", PluginFigure.Kind.COUNTER, 12, Map.of("kind", "virus")));

  HookReadiness readiness = new HookReadiness(true, List.of());
  final List<String> asked = new ArrayList<>();

  private static HookFigures figures(long calls, long timeouts, long busy, Duration p99, int lost) {
    return new HookFigures(
        calls,
        calls - timeouts,
        Map.of(HookFault.Kind.TIMEOUT, timeouts, HookFault.Kind.NULL_ANSWER, 0L),
        busy,
        p99.dividedBy(3),
        p99,
        p99.multipliedBy(calls / 10),
        calls * 2048,
        lost);
  }

  @Override
  public List<HookStatus> hooks(HookPoint<?, ?> point) {
    return switch (point.name()) {
      case "onRcptTo" -> List.of(hello());
      case "onContentFilter" -> List.of(scanner());
      default -> List.of();
    };
  }

  private static HookStatus hello() {
    return new HookStatus(
        "onRcptTo", "org.example.hello.HelloGate", "org.example.hello", "1.2.0", 0, HookMode.Mode.ENFORCE,
        Duration.ofSeconds(2), HookFailure.Policy.DEFER, false, false, "PROCEED", QUIET);
  }

  private static HookStatus scanner() {
    return new HookStatus(
        "onContentFilter", "com.example.Scanner", "com.example.scan", "3.0.1", 100, HookMode.Mode.SHADOW,
        Duration.ofSeconds(30), HookFailure.Policy.QUARANTINE, false, true, "TIMEOUT", FAULTY);
  }

  @Override
  public List<PluginStatus> plugins() {
    return List.of(
        plugin("com.example.scan", "3.0.1", true, "com.example.Scanner", "onContentFilter", HookMode.Mode.SHADOW, FAULTY),
        new PluginStatus(
            "com.example.strange", "", "NOT CALLED", "the bundle brings its own copy of the API", false, List.of(), figures(0, 0, 0, Duration.ZERO, 0)),
        plugin("org.example.hello", "1.2.0", false, "org.example.hello.HelloGate", "onRcptTo", HookMode.Mode.ENFORCE, QUIET));
  }

  private static PluginStatus plugin(
      String name, String version, boolean required, String component, String point, HookMode.Mode mode, HookFigures figures) {
    PluginStatus.Component only = new PluginStatus.Component(component, List.of(point), mode);
    return new PluginStatus(name, version, "ACTIVE", "", required, List.of(only), figures);
  }

  @Override
  public List<Deployment> deployments() {
    return List.of(
        new Deployment("hello.jar", "org.example.hello", "1.2.0", Deployment.State.ACTIVE, ""),
        new Deployment(
            "scan.jar", "com.example.scan", "3.1.0", Deployment.State.REFUSED, "nobody exports com.example.sig, which it imports"));
  }

  @Override
  public CompletionStage<List<PluginFigure>> collect(String plugin) {
    return plugin.equals("com.example.strange")
        ? new CompletableFuture<>()
        : CompletableFuture.completedStage(plugin.equals("com.example.scan") ? SCANNED : List.of());
  }

  @Override
  public boolean setMode(String component, HookMode.Mode mode) {
    asked.add(component + " " + mode);
    return component.equals("com.example.Scanner");
  }

  @Override
  public boolean reset(String component) {
    asked.add("reset " + component);
    return component.equals("com.example.Scanner");
  }

  @Override
  public boolean isAnybodyAt(Set<HookPoint<?, ?>> points) {
    return true;
  }

  @Override
  public CompletionStage<HookTransaction> begin(Set<HookPoint<?, ?>> points, HookSubject subject) {
    throw new UnsupportedOperationException("the shell asks no hooks");
  }

  @Override
  public boolean isPinned(long bundle) {
    return false;
  }

  @Override
  public HookReadiness readiness() {
    return readiness;
  }
}
