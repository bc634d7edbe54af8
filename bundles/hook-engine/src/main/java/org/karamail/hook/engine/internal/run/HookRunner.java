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
  private volatile boolean closing;

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
   * @param deadline of the whole chain
   * @return completes on a hook thread; at once where nobody is to be asked
   */
  <H extends Hook, V, R> CompletionStage<R> ask(
      HookPoint<H, V> point, List<Asked> hooks, HookSubject subject, Fold<V, R> fold, long deadline) {
    if (hooks.isEmpty()) {
      return CompletableFuture.completedStage(fold.result());
    }
    ChainRun<H, V, R> chain = new ChainRun<>(this, point, hooks, subject, fold, deadline);
    watchdog.chainBegan();
    resume(chain, chain);
    return chain.result();
  }

  /** Whether so much waits for a thread that observers are better dropped. */
  boolean isOverrun() {
    return pool.backlog() > LONGEST_LINE;
  }

  /** Lets a chain go on by this step on a thread of the pool, or ends it where there is no pool any more. */
  void resume(ChainRun<?, ?, ?> chain, Runnable step) {
    if (!pool.execute(new Step(chain, step))) {
      chain.abandon();
    }
  }

  /** A step of a chain in the pool's queue. */
  private record Step(ChainRun<?, ?, ?> chain, Runnable step) implements PoolTask {
    @Override
    public boolean isShort() {
      return chain.isShort();
    }

    @Override
    public void run() {
      step.run();
    }
  }

  /**
   * Runs a plugin's activation on a hook thread under a deadline.
   *
   * @param whose for the log
   * @param ledger where a thread that does not come back is counted
   * @param body answers what it found, or throws
   * @return completes with what it found, or with what went wrong, in words
   */
  public <T> CompletionStage<Activated<T>> activate(String whose, Ledger ledger, Duration limit, Supplier<T> body) {
    Activation<T> activation = new Activation<>(whose, ledger, limit, body);
    watchdog.chainBegan();
    var unused = activation.result().whenComplete((found, failure) -> watchdog.chainEnded());
    if (!pool.execute(activation)) {
      activation.expire();
    }
    return activation.result();
  }

  /** Ends every thread that may have run code of a bundle that has stopped. */
  public void retireThreads() {
    pool.retireThreads();
  }

  /** Threads that were interrupted and have not come back. */
  public int lostThreads() {
    return pool.lost();
  }

  /** Ends all threads but lost ones; chains under way end as deferred. */
  @Override
  public void close() {
    closing = true;
    for (PoolTask undone : pool.close()) {
      if (undone instanceof Step step) {
        step.chain().abandon();
      }
    }
    watchdog.close();
  }

  /** Whether the engine stops, and calls are cut off for that reason. */
  boolean isClosing() {
    return closing;
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
        "hook fault: {} kind={} mode={} policy={} subject={} detail=\"{}\"{}",
        asked.whose(),
        fault.kind(),
        terms.mode(),
        terms.failure(),
        subject.name(),
        fault.detail(),
        quarantined ? "; it is quarantined: mail:plugin-reset " + fault.component() + " ends that" : "");
    faults.faulted(point, fault);
  }

  void recovered(Asked asked, Duration quarantinedFor) {
    LOG.info("hook recovered: {} after {} s in quarantine", asked.whose(), quarantinedFor.toSeconds());
    faults.recovered(
        new HookRecovery(
            asked.plugin().plugin(),
            asked.plugin().version(),
            asked.plugin().component(),
            asked.point(),
            quarantinedFor));
  }

  /** What a hook in shadow mode would have done, where that is anything. */
  void shadowed(Asked asked, HookSubject subject, Answered answered) {
    if (!answered.isOfNoConsequence()) {
      LOG.info("hook in shadow mode: {} subject={} would have answered {}", asked.whose(), subject.name(), answered.inFull());
    }
  }

  private void stubborn(Watched code) {
    if (code.ledger().quarantine(System.nanoTime())) {
      LOG.error(
          "hook ignores interrupts: {}; it is quarantined and keeps a thread until it returns; a thread that never does"
              + " keeps its share of a core until the next restart",
          code.whose());
    }
  }
}
