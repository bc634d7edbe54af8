package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SignalTest {

  private static final long FOR_EVER = TimeUnit.HOURS.toNanos(1);

  private final Signal signal = new Signal();

  @Test
  @Timeout(30)
  void whatIsRaisedWhileNobodyWaitsEndsTheNextWait() {
    signal.raise();
    signal.raise();

    signal.await(FOR_EVER);
    signal.await(1);
  }

  @Test
  @Timeout(60)
  void noRaiseIsLostInARaceWithTheWaitingThread() throws InterruptedException {
    AtomicInteger told = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    int times = 20_000;
    Thread waiter =
        new Thread(
            () -> {
              while (seen.get() < times) {
                signal.await(FOR_EVER);
                seen.set(told.get());
              }
            });
    waiter.start();
    for (int i = 0; i < times; i++) {
      told.incrementAndGet();
      signal.raise();
    }
    waiter.join();

    assertThat(seen).hasValue(times);
  }
}
