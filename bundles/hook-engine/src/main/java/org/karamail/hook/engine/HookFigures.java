package org.karamail.hook.engine;

import java.time.Duration;
import java.util.Map;
import org.karamail.hook.HookFault;

/**
 * What the calls of a hook, or of all hooks of a plugin, came to since it was first seen.
 *
 * @param calls begun
 * @param successes answered in time and legally
 * @param faults by kind
 * @param busy not made for want of a permit
 * @param median of the last calls' durations
 * @param p99 the same, 99th percentile
 * @param cpu processor time on hook threads
 * @param allocatedBytes allocated on hook threads
 * @param lostThreads threads that were interrupted and have not come back
 */
public record HookFigures(
    long calls,
    long successes,
    Map<HookFault.Kind, Long> faults,
    long busy,
    Duration median,
    Duration p99,
    Duration cpu,
    long allocatedBytes,
    int lostThreads) {

  public HookFigures {
    faults = Map.copyOf(faults);
  }

  /** Faults of all kinds. */
  public long allFaults() {
    return faults.values().stream().mapToLong(Long::longValue).sum();
  }
}
