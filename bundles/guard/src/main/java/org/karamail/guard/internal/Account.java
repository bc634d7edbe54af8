package org.karamail.guard.internal;

import java.util.Arrays;
import org.karamail.guard.Rate;

/**
 * What one key has taken under one of its rates: how many at which moment, for as long as a window lasts; and, where the burst
 * is smaller than the permits, the time at which the bucket of the burst is full again.
 *
 * <p>What is taken within the same 32nd part of a window is one entry, with the time of the last of it: an entry never leaves
 * too early, and by a 32nd of the window too late at most. So no window, wherever it begins, holds more than the permits, and
 * the memory an account needs does not grow with what is taken.
 *
 * <p>{@code take.lua} is the same in microseconds. Belongs to {@link LocalLimits}, which guards it.
 */
final class Account {

  static final int SLOTS = 32;

  private static final int FIRST_ENTRIES = 2;

  private long[] times = new long[FIRST_ENTRIES];
  private long[] counts = new long[FIRST_ENTRIES];
  private int entries;
  private long fullAt;
  private long idleAt;

  Account(long now) {
    this.fullAt = now;
    this.idleAt = now;
  }

  /** For how many nanoseconds so many more have to wait; zero when they need not. */
  long waiting(Rate rate, long permits, long now) {
    return permits == 0 ? 0 : Math.max(ofBurst(rate, permits, now), ofWindow(rate, permits, now));
  }

  /** How many more would be granted now. */
  long left(Rate rate, long now) {
    long ofWindow = Math.max(0, rate.permits() - used(rate, now));
    return hasBucket(rate) ? Math.min(ofWindow, (size(rate) - missing(rate, now)) / each(rate)) : ofWindow;
  }

  /** Counts so many, whether or not there was room. */
  void take(Rate rate, long permits, long now) {
    forget(rate, now);
    long slot = rate.window().toNanos() / SLOTS;
    if (entries > 0 && Math.floorDiv(times[entries - 1], slot) == Math.floorDiv(now, slot)) {
      entries--;
      append(now, counts[entries] + permits);
    } else {
      append(now, permits);
    }
    if (hasBucket(rate)) {
      fullAt = now + Math.min(size(rate), missing(rate, now) + permits * each(rate));
    }
    idleAt = now + Math.max(rate.window().toNanos(), fullAt - now);
  }

  /** Whether it is as good as an account never opened. */
  boolean isIdle(long now) {
    return idleAt - now <= 0;
  }

  private long ofBurst(Rate rate, long permits, long now) {
    return hasBucket(rate) ? Math.max(0, missing(rate, now) + permits * each(rate) - size(rate)) : 0;
  }

  /** Until so much of what was taken has left the window that there is room. */
  private long ofWindow(Rate rate, long permits, long now) {
    long excess = used(rate, now) + permits - rate.permits();
    long waiting = 0;
    for (int i = 0; i < entries && excess > 0; i++) {
      long left = times[i] + rate.window().toNanos() - now;
      if (left > 0) {
        waiting = left;
        excess -= counts[i];
      }
    }
    return waiting;
  }

  private long used(Rate rate, long now) {
    long used = 0;
    for (int i = entries - 1; i >= 0 && !isOver(i, rate, now); i--) {
      used += counts[i];
    }
    return used;
  }

  private boolean isOver(int entry, Rate rate, long now) {
    return times[entry] + rate.window().toNanos() - now <= 0;
  }

  /** What has left the window, and what a window that was shorter once kept in smaller parts than this one does. */
  private void forget(Rate rate, long now) {
    int over = 0;
    while (over < entries && isOver(over, rate, now)) {
      over++;
    }
    if (over == 0 && entries > SLOTS + 1) {
      counts[1] += counts[0];
      over = 1;
    }
    if (over > 0) {
      System.arraycopy(times, over, times, 0, entries - over);
      System.arraycopy(counts, over, counts, 0, entries - over);
      entries -= over;
    }
  }

  private void append(long time, long count) {
    if (entries == times.length) {
      times = Arrays.copyOf(times, 2 * entries);
      counts = Arrays.copyOf(counts, 2 * entries);
    }
    times[entries] = time;
    counts[entries] = count;
    entries++;
  }

  /** How much of the bucket is missing, in nanoseconds until it is full again. */
  private long missing(Rate rate, long now) {
    return Math.min(size(rate), Math.max(0, fullAt - now));
  }

  private static boolean hasBucket(Rate rate) {
    return rate.burst() < rate.permits();
  }

  private static long size(Rate rate) {
    return each(rate) * rate.burst();
  }

  private static long each(Rate rate) {
    return rate.window().toNanos() / rate.permits();
  }
}
