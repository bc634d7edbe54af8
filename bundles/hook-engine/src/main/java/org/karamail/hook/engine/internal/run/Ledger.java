package org.karamail.hook.engine.internal.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
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
  private static final long PROBE_AFTER_NANOS = Duration.ofSeconds(30).toNanos();

  private final Map<HookFault.Kind, Long> faults = new EnumMap<>(HookFault.Kind.class);
  private final boolean[] lastCalls = new boolean[WINDOW];
  private final long[] durations = new long[SAMPLES];
  private long calls;
  private long successes;
  private long busy;
  private long cpuNanos;
  private long allocated;
  private int lost;
  private int faultsInWindow;
  private int position;
  private String lastResult = "";
  private boolean quarantined;
  private boolean probing;
  private long quarantinedAt;
  private long probeAt;

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

  /** Records an answer in time; answers for how long the component had been quarantined, if that ends it. */
  synchronized Optional<Duration> succeeded(long tookNanos, long cpu, long bytes, long now) {
    calls++;
    successes++;
    spent(tookNanos, cpu, bytes);
    remember(false);
    if (!quarantined) {
      return Optional.empty();
    }
    quarantined = false;
    probing = false;
    forgetWindow();
    return Optional.of(Duration.ofNanos(now - quarantinedAt));
  }

  /** Records a fault; answers whether this one put the component into quarantine. */
  synchronized boolean faulted(HookFault.Kind kind, long tookNanos, long now) {
    calls++;
    faults.merge(kind, 1L, Long::sum);
    durations[(int) (calls % SAMPLES)] = tookNanos;
    remember(true);
    if (quarantined) {
      probing = false;
      probeAt = now + PROBE_AFTER_NANOS;
      return false;
    }
    return faultsInWindow >= TOO_MANY && quarantine(now);
  }

  /** Records processor time and memory of a call that ended too late to count. */
  synchronized void spentLate(long cpu, long bytes) {
    cpuNanos += cpu;
    allocated += bytes;
  }

  synchronized void wasBusy() {
    busy++;
    probing = false;
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
    probeAt = now + PROBE_AFTER_NANOS;
    return first;
  }

  /** Ends the quarantine and forgets the last calls. */
  public synchronized void reset() {
    quarantined = false;
    probing = false;
    forgetWindow();
  }

  /** Notes in a few words what a call came to. */
  synchronized void note(String result) {
    lastResult = result;
  }

  public synchronized String lastResult() {
    return lastResult;
  }

  public synchronized boolean isQuarantined() {
    return quarantined;
  }

  public synchronized HookFigures figures() {
    int filled = (int) Math.min(calls, SAMPLES);
    long[] sorted = Arrays.copyOf(durations, filled);
    Arrays.sort(sorted);
    return new HookFigures(
        calls, successes, faults, busy, percentile(sorted, 50), percentile(sorted, 99), Duration.ofNanos(cpuNanos),
        allocated, lost);
  }

  private void spent(long tookNanos, long cpu, long bytes) {
    durations[(int) (calls % SAMPLES)] = tookNanos;
    cpuNanos += cpu;
    allocated += bytes;
  }

  private void remember(boolean fault) {
    faultsInWindow += (fault ? 1 : 0) - (lastCalls[position] ? 1 : 0);
    lastCalls[position] = fault;
    position = (position + 1) % WINDOW;
  }

  private void forgetWindow() {
    Arrays.fill(lastCalls, false);
    faultsInWindow = 0;
  }

  private static Duration percentile(long[] sorted, int percent) {
    return sorted.length == 0
        ? Duration.ZERO
        : Duration.ofNanos(sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)]);
  }
}
