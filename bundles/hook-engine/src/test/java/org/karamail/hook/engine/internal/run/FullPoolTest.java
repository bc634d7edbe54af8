package org.karamail.hook.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.GateDecision;

/** A pool whose threads are all taken: for a while by hooks that are slow, for ever by hooks that never return. */
class FullPoolTest {

  private static final int THREADS = 4;
  private static final int BOUND = 1_000;

  private final Bench bench = new Bench(Map.of("maxThreads", Integer.toString(THREADS)));
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void end() {
    release.countDown();
    bench.close();
  }

  @Test
  void observersAreDroppedAndCountedWhenTooMuchWaitsForAThread() {
    List<CompletionStage<GateDecision>> slow = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      slow.add(asking(waiting("slow" + i).timeout(Duration.ofMinutes(1))));
    }
    await().until(() -> bench.runner.pool().threads().stream().filter(t -> t.pluginCode().isPresent()).count() == THREADS);
    Bench.AskedBuilder observer =
        bench.asked(HookPoints.ON_DELIVERY_SUCCESS, "observer", Scripted.at(HookPoints.ON_DELIVERY_SUCCESS, call -> true));
    Asked told = observer.build();

    List<CompletionStage<Boolean>> news = new ArrayList<>();
    for (int i = 0; i < BOUND + 11; i++) {
      news.add(
          bench.chains()
              .observe(HookPoints.ON_DELIVERY_SUCCESS, List.of(told), SampleViews.of(HookPoints.ON_DELIVERY_SUCCESS)));
    }

    assertThat(observer.ledger.figures().busy()).isEqualTo(10);
    assertThat(observer.ledger.figures().calls()).isZero();
    release.countDown();
    slow.forEach(Bench::await);
    assertThat(news.stream().filter(Bench::await)).hasSize(BOUND + 1);
    assertThat(observer.ledger.figures().successes()).isEqualTo(BOUND + 1);
    assertThat(observer.ledger.figures().allFaults()).isZero();
  }

  @Test
  void threadsThatAreLostLeaveOthersAsManyAsThereWere() {
    AtomicInteger asked = new AtomicInteger();
    await()
        .until(
            () -> {
              asksInVain("lost" + asked.incrementAndGet());
              return bench.runner.lostThreads() >= 2 * THREADS;
            });
    CyclicBarrier together = new CyclicBarrier(THREADS);

    List<CompletionStage<GateDecision>> well = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      well.add(asking(bench.asked(HookPoints.ON_BODY, "well" + i, Scripted.at(HookPoints.ON_BODY, call -> met(together)))));
    }

    well.forEach(one -> assertThat(Bench.await(one).verdict().kind()).isEqualTo(Verdict.Kind.REJECT));
  }

  /** Costs a thread, but where the machine is so busy that the call's time is over before it has one. */
  private void asksInVain(String component) {
    assertThat(Bench.await(asking(waiting(component).timeout(Duration.ofMillis(20)))).verdict().kind())
        .isEqualTo(Verdict.Kind.DEFER);
  }

  private CompletionStage<GateDecision> asking(Bench.AskedBuilder hook) {
    return bench.chains().gate(HookPoints.ON_BODY, List.of(hook.build()), edits -> SampleViews.of(HookPoints.ON_BODY));
  }

  /** A hook that waits whatever it is told. */
  private Bench.AskedBuilder waiting(String component) {
    return bench.asked(
        HookPoints.ON_BODY,
        component,
        Scripted.at(
            HookPoints.ON_BODY,
            call -> {
              boolean released = false;
              while (!released) {
                try {
                  release.await();
                  released = true;
                } catch (InterruptedException deaf) {
                  assertThat(deaf).isNotNull();
                }
              }
              return Verdict.proceed();
            }));
  }

  /** Says so when as many calls are under way at once as there are threads. */
  private static Verdict met(CyclicBarrier together) {
    try {
      together.await(20, TimeUnit.SECONDS);
      return Verdict.reject("5.7.1", "met");
    } catch (Exception alone) {
      throw new IllegalStateException(alone);
    }
  }
}
