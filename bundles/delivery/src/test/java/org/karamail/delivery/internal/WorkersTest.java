package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final Workers workers = new Workers();

  @AfterEach
  void allThreadsEnd() throws InterruptedException {
    workers.close();
    assertThat(workers.awaitEnd(LONG)).isTrue();
  }

  @Test
  void everyWorkHasAThreadOfItsOwnHoweverLongTheOthersWait() throws InterruptedException {
    int works = 100;
    CountDownLatch allAtOnce = new CountDownLatch(works);
    for (int i = 0; i < works; i++) {
      workers.run(
          () -> {
            allAtOnce.countDown();
            awaitUninterruptibly(allAtOnce);
          });
    }

    assertThat(allAtOnce.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aThreadThatHasNothingToDoTakesTheNextWork() {
    Set<String> names = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 200; i++) {
      workers.run(() -> names.add(Thread.currentThread().getName()));
      await().pollInterval(Duration.ofMillis(1)).until(() -> workers.unfinished() == 0);
    }

    assertThat(names).containsExactly("karamail-delivery-1");
  }

  @Test
  void noWorkIsLostWhenManyComeAtOnce() throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    for (int i = 0; i < 100_000; i++) {
      workers.run(done::incrementAndGet);
    }

    await().atMost(LONG).untilAtomic(done, org.hamcrest.Matchers.is(100_000));
    assertThat(workers.unfinished()).isZero();
  }

  @Test
  void whatIsWaitingWhenItClosesIsStillDone() throws Exception {
    CyclicBarrier gate = new CyclicBarrier(2);
    AtomicInteger done = new AtomicInteger();
    workers.run(
        () -> {
          pass(gate);
          done.incrementAndGet();
        });
    workers.close();
    workers.run(done::incrementAndGet);
    gate.await(LONG.toSeconds(), TimeUnit.SECONDS);

    assertThat(workers.awaitEnd(LONG)).isTrue();
    assertThat(done).hasValue(2);
  }

  @Test
  void aWorkThatThrowsCostsItsThreadAndNothingElse() {
    AtomicInteger done = new AtomicInteger();
    workers.run(
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, expected) -> {});
          throw new AssertionError("a work that throws");
        });
    workers.run(done::incrementAndGet);

    await().untilAtomic(done, org.hamcrest.Matchers.is(1));
    await().until(() -> workers.unfinished() == 0);
  }

  private static void pass(CyclicBarrier gate) {
    try {
      gate.await(LONG.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }
}
