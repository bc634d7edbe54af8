package org.karamail.itests.load;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Waits for mail to arrive: until all of a ledger is there, or nothing has come for a while. What is missing then is lost. */
public final class Delivery {

  private static final Duration BOUND = Duration.ofMinutes(10);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private int count = -1;
  private long since;

  private Delivery() {}

  /** Waits; says nothing about the outcome. */
  public static void await(Arrivals arrivals, String run, List<Ledger.Entry> ledger) {
    Delivery delivery = new Delivery();
    Awaitility.await("every acknowledged message where it belongs")
        .atMost(BOUND)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> Comparison.complete(run, ledger, arrivals) || delivery.quiet(arrivals.count()));
  }

  private boolean quiet(int now) {
    if (now != count) {
      count = now;
      since = System.nanoTime();
    }
    return System.nanoTime() - since > QUIET.toNanos();
  }
}
