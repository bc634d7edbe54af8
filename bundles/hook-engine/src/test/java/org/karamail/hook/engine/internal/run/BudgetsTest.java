package org.karamail.hook.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.Hook;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.GateDecision;

/** What the points of one command, and those at one final dot, have together. */
class BudgetsTest {

  private final Bench bench = new Bench(Map.of("commandBudget", "100ms", "messageBudget", "100ms"));
  private final CountDownLatch release = new CountDownLatch(1);
  private final Chains chains = bench.chains();

  @AfterEach
  void end() {
    release.countDown();
    bench.close();
  }

  @Test
  void thePointsOfACommandShareItsBudgetAndThoseOfTheNextHaveAnother() {
    Bench.AskedBuilder slow = at(HookPoints.ON_GREYLIST_CHECK, "slow", this::waits);
    Bench.AskedBuilder quick = at(HookPoints.ON_RCPT_TO, "quick", () -> {});

    assertThat(ask(HookPoints.ON_GREYLIST_CHECK, slow)).isEqualTo(Verdict.Kind.DEFER);
    assertThat(ask(HookPoints.ON_RCPT_TO, quick)).isEqualTo(Verdict.Kind.DEFER);

    assertThat(quick.ledger.figures().calls()).isZero();
    assertThat(quick.ledger.figures().busy()).isEqualTo(1);
    chains.nextCommand();
    assertThat(ask(HookPoints.ON_RCPT_TO, quick)).isEqualTo(Verdict.Kind.PROCEED);
    assertThat(slow.ledger.figures().allFaults()).isZero();
    assertThat(quick.ledger.figures().allFaults()).isZero();
  }

  @Test
  void thePointsAtTheFinalDotShareABudgetOfTheirOwn() {
    Bench.AskedBuilder slow = at(HookPoints.ON_HEADERS, "slow", this::waits);
    Bench.AskedBuilder quick = at(HookPoints.ON_BODY, "quick", () -> {});
    Bench.AskedBuilder command = at(HookPoints.ON_DATA, "command", () -> {});

    assertThat(ask(HookPoints.ON_HEADERS, slow)).isEqualTo(Verdict.Kind.DEFER);
    chains.nextCommand();
    assertThat(ask(HookPoints.ON_BODY, quick)).isEqualTo(Verdict.Kind.DEFER);

    assertThat(quick.ledger.figures().calls()).isZero();
    assertThat(ask(HookPoints.ON_DATA, command)).isEqualTo(Verdict.Kind.PROCEED);
  }

  @Test
  void eachPointOnTheWayOutHasItsOwn() {
    Bench.AskedBuilder slow = at(HookPoints.ON_DEQUEUE, "slow", this::waits);
    Bench.AskedBuilder quick = at(HookPoints.ON_PRE_DELIVERY, "quick", () -> {});

    assertThat(ask(HookPoints.ON_DEQUEUE, slow)).isEqualTo(Verdict.Kind.DEFER);

    assertThat(ask(HookPoints.ON_PRE_DELIVERY, quick)).isEqualTo(Verdict.Kind.PROCEED);
  }

  private Bench.AskedBuilder at(HookPoint<?, ?> point, String component, Runnable body) {
    return bench.asked(
        point,
        component,
        Scripted.at(
            point,
            call -> {
              body.run();
              return Verdict.proceed();
            }));
  }

  private <H extends Hook, V> Verdict.Kind ask(HookPoint<H, V> point, Bench.AskedBuilder hook) {
    V view = SampleViews.of(point);
    GateDecision decision = Bench.await(chains.gate(point, List.of(hook.build()), edits -> view));
    return decision.verdict().kind();
  }

  private void waits() {
    try {
      release.await();
    } catch (InterruptedException timeIsOver) {
      Thread.currentThread().interrupt();
    }
  }
}
