package org.karamail.hook.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.hook.engine.internal.run.Decisions.askThrough;
import static org.karamail.hook.engine.internal.run.Decisions.isDeferred;
import static org.karamail.hook.engine.internal.run.Decisions.mayDefer;
import static org.karamail.hook.engine.internal.run.Decisions.valuesOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.karamail.hook.Answer;
import org.karamail.hook.Call;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Hook;
import org.karamail.hook.HookFailure;
import org.karamail.hook.HookFault;
import org.karamail.hook.HookMode;
import org.karamail.hook.Later;
import org.karamail.hook.Notes;
import org.karamail.hook.Rewrite;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.catalogue.Shape;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HookTransaction.Resolved;
import org.karamail.hook.engine.NoteBook;
import org.karamail.hook.engine.RewriteDecision;

/** What holds at every one of the thirty-five points: order, folding, budgets, faults, shadow, required, notes, legality. */
class EveryPointTest {

  private static final Duration SHORT = Duration.ofMillis(250);

  private final Bench bench = new Bench();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch end = new CountDownLatch(1);

  static List<HookPoint<? extends Hook, ?>> points() {
    return HookPoints.ALL;
  }

  static Stream<Arguments> pointsAndFaults() {
    return HookPoints.ALL.stream()
        .flatMap(
            point ->
                Arrays.stream(HookFault.Kind.values())
                    .filter(kind -> kind != HookFault.Kind.ACTIVATION) // shown where there are bundles to activate
                    .filter(kind -> point.shape() != Shape.OBSERVER || canAnObserver(kind))
                    .map(kind -> Arguments.of(point, kind)));
  }

  /** An observer answers nothing, so its answer cannot be wrong. */
  private static boolean canAnObserver(HookFault.Kind kind) {
    return kind == HookFault.Kind.EXCEPTION || kind == HookFault.Kind.ERROR || kind == HookFault.Kind.TIMEOUT;
  }

  @AfterEach
  void stop() {
    end.countDown();
    bench.close();
  }

  @ParameterizedTest
  @MethodSource("points")
  void hooksAreAskedInTheirOrderOneAfterTheOther(HookPoint<? extends Hook, ?> point) {
    ask(point, hook(point, "a"), hook(point, "b"), hook(point, "c"));

    assertThat(asked).containsExactly("a", "b", "c");
  }

  @ParameterizedTest
  @MethodSource("points")
  void answersFoldAsTheShapeSays(HookPoint<? extends Hook, ?> point) {
    Object decision = ask(point, says(point, "a", Scripted.weighty(point)), says(point, "b", Scripted.weighty(point)));

    switch (point.shape()) {
      case GATE -> assertThat(((GateDecision) decision).delay()).isEqualTo(Duration.ofSeconds(5));
      case CHECK -> assertThat((List<?>) decision).hasSize(2);
      case REWRITER -> assertThat(((RewriteDecision) decision).edits().list()).hasSize(2);
      case RESOLVER -> assertThat(((Resolved<?>) decision).value()).isEqualTo(Optional.of("a value"));
      case OBSERVER -> assertThat(decision).isEqualTo(true);
    }
    assertThat(asked).containsExactlyElementsOf(point.shape() == Shape.RESOLVER ? List.of("a") : List.of("a", "b"));
  }

  @ParameterizedTest
  @MethodSource("points")
  void aHookWithoutWorkIsNotAskedNorCountedAsAFault(HookPoint<? extends Hook, ?> point) {
    Bench.AskedBuilder idle = bench.asked(point, "idle", Scripted.at(point, call -> {
      asked.add("idle");
      return Scripted.weighty(point);
    })).idle().required();

    ask(point, idle.build(), hook(point, "next"));

    assertThat(asked).containsExactly("next");
    assertThat(idle.ledger.figures().calls()).isZero();
    assertThat(bench.faults).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("points")
  void aHookThatComesTooLateIsAFaultAndTheNextIsAskedWithoutIt(HookPoint<? extends Hook, ?> point) {
    Bench.AskedBuilder late =
        bench.asked(point, "late", Scripted.at(point, call -> {
          awaitTheEnd();
          return Scripted.weighty(point);
        })).timeout(SHORT).failure(HookFailure.Policy.CONTINUE);

    ask(point, late.build(), hook(point, "next"));

    assertThat(asked).containsExactly("next");
    assertThat(bench.faults).extracting(HookFault::kind).containsExactly(HookFault.Kind.TIMEOUT);
  }

  @ParameterizedTest
  @MethodSource("points")
  void theEndOfTheChainsBudgetIsNoFaultOfTheHookThatRuns(HookPoint<? extends Hook, ?> point) {
    Bench.AskedBuilder running =
        bench.asked(point, "running", Scripted.at(point, call -> {
          awaitTheEnd();
          return Scripted.neutral(point);
        })).timeout(Duration.ofMinutes(1));

    Object decision;
    try (Bench hurried = new Bench(Map.of("commandBudget", "100ms", "messageBudget", "100ms"))) {
      decision = askThrough(hurried.chains(), point, List.of(running.build()));
      assertThat(hurried.faults).isEmpty();
    }

    assertThat(isDeferred(point, decision)).isEqualTo(mayDefer(point));
    assertThat(running.ledger.figures().busy()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("pointsAndFaults")
  void everyKindOfFaultHasTheConsequenceThatThePointSays(HookPoint<? extends Hook, ?> point, HookFault.Kind kind) {
    Object decision = ask(point, faulty(point, kind).build(), hook(point, "next"));

    assertThat(bench.faults).hasSize(1).first().satisfies(fault -> {
      assertThat(fault.kind()).isEqualTo(kind);
      assertThat(fault.point()).isEqualTo(point.name());
      assertThat(fault.component()).isEqualTo("faulty");
      assertThat(fault.detail()).isNotBlank();
    });
    switch (point.shape()) {
      case GATE -> assertThat(isDeferred(point, decision))
          .isEqualTo(point.defaultFailure() == HookFailure.Policy.DEFER);
      case CHECK -> assertThat(valuesOf(decision)).containsExactly(CheckResult.Value.TEMPERROR, CheckResult.Value.PASS);
      case REWRITER, RESOLVER -> assertThat(isDeferred(point, decision)).isTrue();
      case OBSERVER -> assertThat(asked).containsExactly("next");
    }
  }

  @ParameterizedTest
  @MethodSource("points")
  void aFaultyHookWhosePolicyIsToContinueIsAsIfItHadNotBeenAsked(HookPoint<? extends Hook, ?> point) {
    Object decision =
        ask(point, faulty(point, HookFault.Kind.EXCEPTION).failure(HookFailure.Policy.CONTINUE).build(), hook(point, "next"));

    assertThat(isDeferred(point, decision)).isFalse();
    assertThat(asked).containsExactly("next");
  }

  @ParameterizedTest
  @MethodSource("points")
  void quarantineAsAPolicyHoldsTheMessageOrDefersWhereThereIsNone(HookPoint<? extends Hook, ?> point) {
    Object decision = ask(point, faulty(point, HookFault.Kind.EXCEPTION).failure(HookFailure.Policy.QUARANTINE).build());

    if (point.shape() == Shape.GATE && point.verdicts().contains(Verdict.Kind.DISCARD)
        && point.verdicts().contains(Verdict.Kind.QUARANTINE)) {
      assertThat(((GateDecision) decision).quarantine()).isPresent();
      assertThat(isDeferred(point, decision)).isFalse();
    } else {
      assertThat(isDeferred(point, decision)).isEqualTo(mayDefer(point));
    }
  }

  @ParameterizedTest
  @MethodSource("points")
  void aHookInShadowModeIsAskedAndCountedButNotObeyed(HookPoint<? extends Hook, ?> point) {
    Bench.AskedBuilder shadow =
        bench.asked(point, "shadow", Scripted.at(point, call -> heard("shadow", Scripted.weighty(point))))
            .mode(HookMode.Mode.SHADOW);
    Bench.AskedBuilder broken = faulty(point, HookFault.Kind.EXCEPTION).mode(HookMode.Mode.SHADOW);

    Object decision = ask(point, shadow.build(), broken.build());

    assertThat(decision).isEqualTo(ask(point));
    assertThat(asked).containsExactly("shadow");
    assertThat(shadow.ledger.figures().successes()).isEqualTo(1);
    assertThat(broken.ledger.figures().allFaults()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("points")
  void aHookThatIsOffIsNotAsked(HookPoint<? extends Hook, ?> point) {
    ask(point, bench.asked(point, "off", Scripted.at(point, call -> heard("off", Scripted.weighty(point))))
        .mode(HookMode.Mode.OFF).build());

    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("points")
  void acceptEndsAGateButSkipsNoRequiredPlugin(HookPoint<? extends Hook, ?> point) {
    if (point.shape() != Shape.GATE) {
      return; // only gates accept
    }
    Asked required =
        bench.asked(point, "required", Scripted.at(point, call -> heard("required", Scripted.verdict(Verdict.Kind.DELAY))))
            .required().build();

    GateDecision decision =
        (GateDecision) ask(point, says(point, "accepts", Verdict.accept()), hook(point, "skipped"), required);

    assertThat(asked).containsExactly("accepts", "required");
    assertThat(decision.verdict().kind()).isEqualTo(Verdict.Kind.PROCEED);
    assertThat(decision.delay()).isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @MethodSource("points")
  void aRequiredPluginThatIsNotThereIsNeverPassedOver(HookPoint<? extends Hook, ?> point) {
    Object decision =
        ask(point, bench.asked(point, "gone", Scripted.at(point, call -> Scripted.neutral(point)))
            .failure(HookFailure.Policy.CONTINUE).required().presence(Asked.Presence.ABSENT).build());

    assertThat(isDeferred(point, decision)).isEqualTo(mayDefer(point));
  }

  @ParameterizedTest
  @MethodSource("points")
  void aPluginThatWentWhileItWasUsedDefersTheTransactionWhateverItsPolicy(HookPoint<? extends Hook, ?> point) {
    Object decision =
        ask(point, bench.asked(point, "cut", Scripted.at(point, call -> heard("cut", Scripted.neutral(point))))
            .failure(HookFailure.Policy.CONTINUE).presence(Asked.Presence.CUT).build());

    assertThat(asked).isEmpty();
    assertThat(isDeferred(point, decision)).isEqualTo(mayDefer(point));
  }

  @ParameterizedTest
  @MethodSource("points")
  void onlyTheVerdictsOfTheCatalogueCountAtAPoint(HookPoint<? extends Hook, ?> point) {
    for (Verdict.Kind kind : Verdict.Kind.values()) {
      if (point.shape() == Shape.GATE) {
        bench.faults.clear();
        ask(point, says(point, "judge", Scripted.verdict(kind)));
        boolean legal = point.verdicts().contains(kind);
        assertThat(bench.faults).as("%s at %s", kind, point).hasSize(legal ? 0 : 1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("points")
  void legalVerdictsDecideAsTheySay(HookPoint<? extends Hook, ?> point) {
    if (point.shape() != Shape.GATE) {
      return;
    }
    for (Verdict.Kind kind : point.verdicts()) {
      GateDecision decision = (GateDecision) ask(point, says(point, "judge", Scripted.verdict(kind)));
      switch (kind) {
        case PROCEED, ACCEPT -> assertThat(decision.verdict().kind()).isEqualTo(Verdict.Kind.PROCEED);
        case DELAY -> assertThat(decision.delay()).isPositive();
        case DEFER, REJECT, DISCARD -> {
          assertThat(decision.verdict().kind()).isEqualTo(kind);
          assertThat(decision.decidedBy()).contains("judge");
        }
        case QUARANTINE -> assertThat(decision.quarantine().isPresent() || isDeferred(point, decision)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("points")
  void notesAreKeptForTheirLifeByThePluginThatWroteThemWhenItsAnswerCounts(HookPoint<? extends Hook, ?> point) {
    NoteBook book =
        new NoteBook(
            Optional.of(new NoteBook.Page()), Optional.of(new NoteBook.Page()), Optional.of(new NoteBook.Page()));
    Function<Call, Object> writes =
        call -> {
          for (Notes.Scope scope : Notes.Scope.values()) {
            call.notes().put(scope, "seen", 7);
          }
          return Scripted.neutral(point);
        };
    List<OptionalLong> read = new ArrayList<>();
    Function<Call, Object> reads =
        call -> {
          for (Notes.Scope scope : Notes.Scope.values()) {
            read.add(call.notes().number(scope, "seen"));
          }
          return Scripted.neutral(point);
        };
    Hook faulty = Scripted.at(point, call -> {
      call.notes().put(Notes.Scope.MESSAGE, "seen", 666);
      throw new IllegalStateException("after writing");
    });

    askThrough(bench.chains(book), point, List.of(bench.asked(point, "one", Scripted.at(point, writes)).build()));
    askThrough(
        bench.chains(book),
        point,
        List.of(bench.asked(point, "one", faulty).failure(HookFailure.Policy.CONTINUE).build()));
    askThrough(bench.chains(book), point, List.of(bench.asked(point, "one", Scripted.at(point, reads)).build()));
    askThrough(bench.chains(book), point, List.of(bench.asked(point, "other", Scripted.at(point, reads)).build()));

    OptionalLong seven = OptionalLong.of(7);
    OptionalLong none = OptionalLong.empty();
    assertThat(read).containsExactly(seven, seven, seven, none, none, none);
  }

  private Bench.AskedBuilder faulty(HookPoint<?, ?> point, HookFault.Kind kind) {
    Function<Call, Object> body =
        call ->
            switch (kind) {
              case EXCEPTION -> throw new IllegalStateException("broken");
              case ERROR -> throw new NoClassDefFoundError("com/example/Missing");
              case TIMEOUT -> {
                awaitTheEnd();
                yield Scripted.neutral(point);
              }
              case NULL_ANSWER, ACTIVATION -> null;
              case FAILED_STAGE -> Later.of(CompletableFuture.failedFuture(new IllegalStateException("broken")));
              case ILLEGAL_VERDICT -> point.shape() == Shape.RESOLVER ? Rewrite.keep() : Answer.pass();
            };
    Bench.AskedBuilder faulty = bench.asked(point, "faulty", Scripted.at(point, body));
    return kind == HookFault.Kind.TIMEOUT ? faulty.timeout(SHORT) : faulty;
  }

  private Asked hook(HookPoint<?, ?> point, String name) {
    return says(point, name, Scripted.neutral(point));
  }

  private Asked says(HookPoint<?, ?> point, String name, Object answer) {
    return bench.asked(point, name, Scripted.at(point, call -> heard(name, answer))).build();
  }

  private Object heard(String name, Object answer) {
    asked.add(name);
    return answer;
  }

  private void awaitTheEnd() {
    try {
      end.await();
    } catch (InterruptedException overdue) {
      Thread.currentThread().interrupt();
    }
  }

  private Object ask(HookPoint<? extends Hook, ?> point, Asked... hooks) {
    return askThrough(bench.chains(), point, List.of(hooks));
  }
}
