package org.karamail.deploy.internal;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A few attempts, a breath apart, at what the framework refuses now and then for reasons that pass. */
final class Attempts {

  private static final int MOST = 5;
  private static final long BREATH_NANOS = 20_000_000;

  private Attempts() {}

  /** The first outcome that is settled, or the last one. */
  static <T> T until(Predicate<T> settled, Supplier<T> attempt) {
    T outcome = attempt.get();
    for (int made = 1; made < MOST && !settled.test(outcome); made++) {
      LockSupport.parkNanos(BREATH_NANOS);
      outcome = attempt.get();
    }
    return outcome;
  }
}
