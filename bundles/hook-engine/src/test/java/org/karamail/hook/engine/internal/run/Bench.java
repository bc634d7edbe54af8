package org.karamail.hook.engine.internal.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.Queue;
import org.karamail.hook.Hook;
import org.karamail.hook.HookFailure;
import org.karamail.hook.HookFault;
import org.karamail.hook.HookMode;
import org.karamail.hook.HookRecovery;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.NoteBook;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.Settings;

/** A runner with its pool, to run chains of hooks on, without plugins and bundles around them. */
final class Bench implements AutoCloseable {

  final Queue<HookFault> faults = new ConcurrentLinkedQueue<>();
  final Queue<HookRecovery> recoveries = new ConcurrentLinkedQueue<>();
  final HookRunner runner;

  Bench() {
    this(Map.of());
  }

  Bench(Map<String, String> configuration) {
    HookSettings settings =
        HookSettings.read(Settings.of(HookSettings.PID, configuration, new EnvironmentOverrides(Map.of())));
    this.runner =
        new HookRunner(
            () -> settings,
            new HookRunner.FaultListener() {
              @Override
              public void faulted(HookPoint<?, ?> point, HookFault fault) {
                faults.add(fault);
              }

              @Override
              public void recovered(HookRecovery recovery) {
                recoveries.add(recovery);
              }
            },
            Clock.systemUTC());
  }

  Chains chains() {
    return chains(NoteBook.NONE);
  }

  Chains chains(NoteBook notes) {
    return new Chains(
        runner, new HookSubject("session-1", Optional.of(new HookSubject.Client("mx", false)), Optional.empty(), notes, () -> false));
  }

  /** A hook under this component's name, with the defaults of its point. */
  AskedBuilder asked(HookPoint<?, ?> point, String component, Hook hook) {
    return new AskedBuilder(point, component, hook);
  }

  <H extends Hook, V> GateDecision gate(HookPoint<H, V> point, List<Asked> hooks) {
    V view = SampleViews.of(point);
    return await(chains().gate(point, hooks, edits -> view));
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    runner.close();
  }

  /** How a hook is asked, with what a test wants to be otherwise. */
  static final class AskedBuilder {

    private final HookPoint<?, ?> point;
    private final String component;
    private final Hook hook;
    private HookMode.Mode mode = HookMode.Mode.ENFORCE;
    private Duration timeout;
    private HookFailure.Policy failure;
    private boolean required;
    private Permits own = HookRunner.permits(8);
    private Permits plugin = HookRunner.permits(16);
    private boolean idle;
    private Asked.Presence presence = Asked.Presence.PRESENT;
    final Ledger ledger = new Ledger(() -> Duration.ofMillis(100));

    AskedBuilder(HookPoint<?, ?> point, String component, Hook hook) {
      this.point = point;
      this.component = component;
      this.hook = hook;
      this.timeout = point.defaultTimeout();
      this.failure = point.defaultFailure();
    }

    AskedBuilder mode(HookMode.Mode wanted) {
      mode = wanted;
      return this;
    }

    AskedBuilder timeout(Duration wanted) {
      timeout = wanted;
      return this;
    }

    AskedBuilder failure(HookFailure.Policy wanted) {
      failure = wanted;
      return this;
    }

    AskedBuilder required() {
      required = true;
      return this;
    }

    AskedBuilder presence(Asked.Presence wanted) {
      presence = wanted;
      return this;
    }

    AskedBuilder idle() {
      idle = true;
      return this;
    }

    AskedBuilder permits(int ofComponent, int ofPlugin) {
      own = HookRunner.permits(ofComponent);
      plugin = HookRunner.permits(ofPlugin);
      return this;
    }

    Asked build() {
      return new Asked(
          hook,
          new Asked.Identity("com.example." + component, "1.0.0", component),
          point.name(),
          () -> new Asked.Terms(mode, timeout, failure),
          () -> presence,
          ofRelay -> !idle,
          () -> required,
          Path.of("target", "plugins", component),
          Optional.empty(),
          ledger,
          own,
          plugin);
    }
  }
}
