package org.karamail.hook.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.Answer;
import org.karamail.hook.Edits;
import org.karamail.hook.HookFailure;
import org.karamail.hook.HookFault;
import org.karamail.hook.Later;
import org.karamail.hook.Notes;
import org.karamail.hook.Rewrite;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.AnswerThread;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.NoteBook;
import org.karamail.hook.transaction.MailFromHook;

/** What a hook is given, what of its answer counts, and what it may leave behind. */
class CallsTest {

  private final Bench bench = new Bench();

  @AfterEach
  void end() {
    bench.close();
  }

  @Test
  void everyHookSeesTheMessageAsEditedSoFarAndThoseOfAFaultyOneDoNotCount() {
    List<Integer> seen = new ArrayList<>();
    Asked first = content("first", Verdict.proceed().with(Edits.addField("X-One", "1")));
    Asked broken =
        bench.asked(HookPoints.ON_BODY, "broken", Scripted.at(HookPoints.ON_BODY, call -> {
          throw new IllegalStateException("broken");
        })).failure(HookFailure.Policy.CONTINUE).build();
    Asked last = content("last", Verdict.proceed().with(Edits.addField("X-Two", "2")));

    GateDecision decision =
        Bench.await(
            bench.chains().gate(HookPoints.ON_BODY, List.of(first, broken, last), edits -> {
              seen.add(edits.list().size());
              return SampleViews.of(HookPoints.ON_BODY);
            }));

    assertThat(seen).containsExactly(0, 1, 1);
    assertThat(decision.edits().list()).hasSize(2);
  }

  @Test
  @SuppressWarnings("NullOptional")
  void answersWithNullInsideAreIllegalVerdicts() {
    Bench.await(
        bench.chains()
            .resolve(
                HookPoints.ON_ROUTE,
                List.of(
                    bench.asked(HookPoints.ON_ROUTE, "a", Scripted.at(HookPoints.ON_ROUTE, call -> new Answer<>(null)))
                        .build()),
                SampleViews.of(HookPoints.ON_ROUTE),
                String.class));
    Bench.await(
        bench.chains()
            .rewrite(
                HookPoints.ON_OUTBOUND_MESSAGE,
                List.of(
                    bench.asked(
                            HookPoints.ON_OUTBOUND_MESSAGE,
                            "b",
                            Scripted.at(HookPoints.ON_OUTBOUND_MESSAGE, call -> new Rewrite(null)))
                        .build()),
                edits -> SampleViews.of(HookPoints.ON_OUTBOUND_MESSAGE)));
    Bench.await(asking(bench.chains(), at("c", (mail, call) -> Later.of((CompletionStage<Verdict>) null)).build()));

    assertThat(bench.faults)
        .extracting(HookFault::kind)
        .containsExactly(
            HookFault.Kind.ILLEGAL_VERDICT, HookFault.Kind.ILLEGAL_VERDICT, HookFault.Kind.FAILED_STAGE);
  }

  @Test
  void aCallRunsUnderTheClassLoaderOfItsPluginOnAHookThread() {
    ClassLoader plugins = new ClassLoader("a plugin's", getClass().getClassLoader()) {};
    CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    MailFromHook hook = (mail, call) -> {
      seen.complete(Thread.currentThread().getContextClassLoader());
      thread.complete(Thread.currentThread());
      return Verdict.accept();
    };

    Bench.await(asking(bench.chains(), withLoader(at("one", hook).build(), plugins)));

    assertThat(seen).isCompletedWithValue(plugins);
    assertThat(thread.join().getName()).startsWith("karamail-hook-");
    assertThat(thread.join().getContextClassLoader()).isNotSameAs(plugins);
  }

  @Test
  void whoGoesOnFromAnAnswerIsNotInterruptedByWhatTheHookDidToItsThread() {
    CompletableFuture<Boolean> somebodyWaits = new CompletableFuture<>();
    MailFromHook hook = (mail, call) -> {
      somebodyWaits.join();
      Thread.currentThread().interrupt();
      return Verdict.accept();
    };
    CompletionStage<List<Boolean>> seen =
        asking(bench.chains(), at("one", hook).build())
            .thenApply(
                decision ->
                    List.of(Thread.currentThread() instanceof AnswerThread, Thread.currentThread().isInterrupted()));
    somebodyWaits.complete(true);

    assertThat(Bench.await(seen)).containsExactly(true, false);
  }

  @Test
  void aPluginKeepsSixtyFourNotesOfFourKilobytesAndNoMore() {
    NoteBook book = new NoteBook(Optional.of(new NoteBook.Page()), Optional.empty(), Optional.empty());
    List<String> refused = new ArrayList<>();
    Asked greedy =
        at("greedy", (mail, call) -> {
          for (int i = 0; i < 64; i++) {
            call.notes().put(Notes.Scope.CONNECTION, "key" + i, new byte[4096]);
          }
          refusals(refused, () -> call.notes().put(Notes.Scope.CONNECTION, "one more", true));
          refusals(refused, () -> call.notes().put(Notes.Scope.CONNECTION, "key1", new byte[4097]));
          refusals(refused, () -> call.notes().put(Notes.Scope.CONNECTION, "k".repeat(65), true));
          refusals(refused, () -> call.notes().put(Notes.Scope.MESSAGE, "no message yet", true));
          call.notes().put(Notes.Scope.CONNECTION, "key1", "replaced");
          call.notes().remove(Notes.Scope.CONNECTION, "key2");
          return Verdict.accept();
        }).build();

    Bench.await(asking(bench.chains(book), greedy));

    assertThat(refused).hasSize(4);
    assertThat(bench.faults).isEmpty();
    assertThat(book.connection().orElseThrow().all()).hasSize(63);
  }

  private static void refusals(List<String> refused, Runnable step) {
    try {
      step.run();
    } catch (IllegalArgumentException said) {
      refused.add(said.getMessage());
    }
  }

  private Asked content(String component, Verdict verdict) {
    return bench.asked(HookPoints.ON_BODY, component, Scripted.at(HookPoints.ON_BODY, call -> verdict)).build();
  }

  private static Asked withLoader(Asked hook, ClassLoader loader) {
    return new Asked(
        hook.hook(), hook.plugin(), hook.point(), hook.terms(), hook.presence(), hook.duty(), hook.required(), hook.dataFolder(),
        Optional.of(loader), hook.ledger(), hook.ownPermits(), hook.pluginPermits());
  }

  private Bench.AskedBuilder at(String component, MailFromHook hook) {
    return bench.asked(HookPoints.ON_MAIL_FROM, component, hook);
  }

  private static CompletionStage<GateDecision> asking(Chains chains, Asked hook) {
    return chains.gate(HookPoints.ON_MAIL_FROM, List.of(hook), edits -> SampleViews.of(HookPoints.ON_MAIL_FROM));
  }
}
