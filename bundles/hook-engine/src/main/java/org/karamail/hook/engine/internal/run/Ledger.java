package org.karamail.hook.engine.internal.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.karamail.hook.HookFault;
import org.karamail.hook.engine.HookFigures;

/**
 * What the calls of one component at one point came to, and whether it may be called: 20 faults within its last 50 calls, or
 * a thread that an interrupt did not end within a second, quarantine it. After a while one call is let through as a probe;
 * if that succeeds the quarantine is over, and not before its lost threads have ended.
 *
 * <p>Safe on any thread; held for a few instructions only.
 */
public final class Ledger {

  private static final int WINDOW = 50;
  private static final int TOO_MANY = 20;
  private static final int SAMPLES = 512;

  /** What a call counts for in what is typical: a slow one at once, many quick ones after it. */
  private static final int MEMORY = 8;

  /** Before the first call nothing is known, and the worst is expected. */
  private static final long UNKNOWN = Long.MAX_VALUE / 1_000;

  private final Supplier<Duration> probeAfter;
  private final Map<HookFault.Kind, Long> faults = new EnumMap<>(HookFault.Kind.class);
  private final boolean[] lastCalls = new boolean[WINDOW];
  private final long[] durations = new long[SAMPLES];
  private long calls;
  private long ended;
  private long successes;
  private long busy;
  private long cpuNanos;
  private long allocated;
  private int lost;
  private int faultsInWindow;
  private int position;
  private volatile long typicalNanos = UNKNOWN;
  private String lastResult = "";
  private boolean quarantined;
  private boolean probing;
  private long quarantinedAt;
  private long probeAt;

  /**
   * An empty ledger.
   *
   * @param probeAfter how long a quarantined component is left alone
   */
  public Ledger(Supplier<Duration> probeAfter) {
    this.probeAfter = probeAfter;
  }

  /** Whether a call may be made now; lets a probe through when its time has come. */
  synchronized boolean admits(long now) {
    if (!quarantined) {
      return true;
    }
    if (probing || lost > 0 || now - probeAt < 0) {
      return false;
    }
    probing = true;
    return true;
  }

  /** A call begins. */
  synchronized void began() {
    calls++;
  }

  /** Records an answer in time; answers for how long the component had been quarantined, if that ends it. */
  synchronized Optional<Duration> succeeded(String result, long tookNanos, Usage used, long now) {
    successes++;
    lastResult = result;
    took(tookNanos);
    spentLate(used);
    remember(false);
    if (!quarantined || lost > 0) {
      return Optional.empty();
    }
    reset();
    return Optional.of(Duration.ofNanos(now - quarantinedAt));
  }

  /** Records a fault; answers whether this one put the component into quarantine. */
  synchronized boolean faulted(Problem problem, long tookNanos, long now) {
    faults.merge(problem.kind(), 1L, Long::sum);
    lastResult = problem.kind() + ": " + problem.detail();
    took(tookNanos);
    remember(true);
    if (quarantined) {
      quarantine(now);
      return false;
    }
    return faultsInWindow >= TOO_MANY && quarantine(now);
  }

  /** Records processor time and memory, also of a call that ended too late to count. */
  synchronized void spentLate(Usage used) {
    cpuNanos += used.cpuNanos();
    allocated += used.bytes();
  }

  /** There was no permit, or no time left to call it. */
  synchronized void wasBusy() {
    busy++;
    probing = false;
  }

  /** A call did not end before the budget of its whole chain did; nobody's fault. */
  synchronized void ranOutOfBudget() {
    lastResult = "cut off by the budget of the chain";
    wasBusy();
  }

  /** It was admitted and then not called. */
  synchronized void callNotMade() {
    probing = false;
  }

  /** It ought to have been called and was not there. */
  synchronized void wasAbsent() {
    faults.merge(HookFault.Kind.ACTIVATION, 1L, Long::sum);
    lastResult = "not there";
  }

  synchronized void threadLost() {
    lost++;
  }

  synchronized void threadReturned() {
    lost--;
  }

  /** Quarantines it whatever its window says; answers whether it was not quarantined before. */
  synchronized boolean quarantine(long now) {
    boolean first = !quarantined;
    if (first) {
      quarantined = true;
      quarantinedAt = now;
    }
    probing = false;
    probeAt = now + probeAfter.get().toNanos();
    return first;
  }

  /** Ends the quarantine and forgets the last calls, but no figures. */
  public synchronized void reset() {
    quarantined = false;
    probing = false;
    Arrays.fill(lastCalls, false);
    faultsInWindow = 0;
  }

  public synchronized boolean isQuarantined() {
    return quarantined;
  }

  /** What its last call came to, in a few words; empty before the first. */
  public synchronized String lastResult() {
    return lastResult;
  }

  /** How long a call takes these days, faults included; very long before the first. On any thread, without a lock. */
  long typicalNanos() {
    return typicalNanos;
  }

  public synchronized HookFigures figures() {
    long[] sorted = Arrays.copyOf(durations, (int) Math.min(ended, SAMPLES));
    Arrays.sort(sorted);
    return new HookFigures(
        calls, successes, faults, busy, percentile(sorted, 50), percentile(sorted, 99), Duration.ofNanos(cpuNanos),
        allocated, lost);
  }

  private void took(long nanos) {
    typicalNanos = typicalNanos == UNKNOWN ? nanos : typicalNanos + (nanos - typicalNanos) / MEMORY;
    durations[(int) (ended % SAMPLES)] = nanos;
    ended++;
  }

  private void remember(boolean fault) {
    faultsInWindow += (fault ? 1 : 0) - (lastCalls[position] ? 1 : 0);
    lastCalls[position] = fault;
    position = (position + 1) % WINDOW;
  }

  private static Duration percentile(long[] sorted, int percent) {
    return sorted.length == 0
        ? Duration.ZERO
        : Duration.ofNanos(sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)]);
  }
}
