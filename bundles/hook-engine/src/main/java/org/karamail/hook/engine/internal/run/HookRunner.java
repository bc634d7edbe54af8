package org.karamail.hook.engine.internal.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.karamail.hook.Hook;
import org.karamail.hook.HookFault;
import org.karamail.hook.HookRecovery;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.internal.run.Asked.Terms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs chains of hooks in isolation: the pool, the watchdog, and what is told of faults. One for each engine. */
public final class HookRunner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("karamail.hook");
  private static final int LONGEST_LINE = 1_000;

  private final Supplier<HookSettings> settings;
  private final HookPool pool;
  private final Watchdog watchdog;
  private final FaultListener faults;
  private final Clock clock;

  /** Is told of faults and recoveries, on hook threads or the watchdog's; it must not wait. */
  public interface FaultListener {

    void faulted(HookPoint<?, ?> point, HookFault fault);

    void recovered(HookRecovery recovery);
  }

  public HookRunner(Supplier<HookSettings> settings, FaultListener faults, Clock clock) {
    this.settings = settings;
    this.pool = new HookPool(() -> settings.get().maxThreads());
    this.watchdog = new Watchdog(pool, this::stubborn);
    this.faults = faults;
    this.clock = clock;
    watchdog.start();
  }

  /** The permits of a component at a point, or of a plugin. */
  public static Permits permits(int limit) {
    return new Permits(limit, LONGEST_LINE);
  }

  /**
   * Asks hooks in their order and folds what they say.
   *
   * @param budget of the whole chain
   * @return completes on a hook thread; at once where nobody is to be asked
   */
  <H extends Hook, V, R> CompletionStage<R> ask(
      HookPoint<H, V> point, List<Asked> hooks, HookSubject subject, Fold<V, R> fold, Duration budget) {
    if (hooks.isEmpty()) {
      return CompletableFuture.completedStage(fold.result());
    }
    ChainRun<H, V, R> chain = new ChainRun<>(this, point, hooks, subject, fold, budget);
    watchdog.chainBegan();
    pool.execute(chain);
    return chain.result();
  }

  /** Runs a task that may touch plugin code on a hook thread. */
  public void onHookThread(Runnable task) {
    pool.execute(task);
  }

  /** Ends every thread that may have run code of a bundle that has stopped. */
  public void retireThreads() {
    pool.retireThreads();
  }

  /** Threads that were interrupted and have not come back. */
  public int lostThreads() {
    return pool.lost();
  }

  @Override
  public void close() {
    watchdog.close();
    pool.close();
  }

  HookSettings settings() {
    return settings.get();
  }

  HookPool pool() {
    return pool;
  }

  Watchdog watchdog() {
    return watchdog;
  }

  Logger logOf(Asked asked, HookPoint<?, ?> point, HookSubject subject) {
    return LoggerFactory.getLogger("karamail.plugin." + asked.plugin().plugin());
  }

  void faulted(
      Asked asked, HookPoint<?, ?> point, HookSubject subject, Problem problem, Terms terms, boolean quarantined) {
    HookFault fault =
        new HookFault(
            asked.plugin().plugin(),
            asked.plugin().version(),
            asked.plugin().component(),
            point.name(),
            problem.kind(),
            problem.detail(),
            subject.message(),
            clock.instant());
    LOG.warn(
        "hook fault: plugin={} version={} component={} point={} kind={} mode={} policy={} subject={} detail=\"{}\"{}",
        fault.plugin(),
        fault.version(),
        fault.component(),
        fault.point(),
        fault.kind(),
        terms.mode(),
        terms.failure(),
        subject.name(),
        fault.detail(),
        quarantined ? "; it is quarantined: mail:plugin-reset " + fault.component() + " ends that" : "");
    faults.faulted(point, fault);
  }

  void recovered(Asked asked, Duration quarantinedFor) {
    LOG.info(
        "hook recovered: plugin={} component={} point={} quarantined for {}",
        asked.plugin().plugin(),
        asked.plugin().component(),
        asked.point(),
        quarantinedFor);
    faults.recovered(
        new HookRecovery(
            asked.plugin().plugin(),
            asked.plugin().version(),
            asked.plugin().component(),
            asked.point(),
            quarantinedFor));
  }

  private void stubborn(Asked asked) {
    if (asked.ledger().quarantine(System.nanoTime())) {
      LOG.error(
          "hook ignores interrupts: plugin={} component={} point={}; it is quarantined and keeps a thread until it returns",
          asked.plugin().plugin(),
          asked.plugin().component(),
          asked.point());
    }
  }
}
