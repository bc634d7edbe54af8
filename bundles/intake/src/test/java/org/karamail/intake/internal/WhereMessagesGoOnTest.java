package org.karamail.intake.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.intake.internal.Mails.fromStranger;
import static org.karamail.intake.internal.Mails.piece;
import static org.karamail.intake.internal.Mails.toBob;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.Edits;
import org.karamail.hook.Verdict;
import org.karamail.hook.engine.NoteBook;
import org.karamail.hook.message.BodyHook;
import org.karamail.hook.message.HeadersHook;
import org.karamail.intake.Acceptance;
import org.karamail.intake.HomeThread;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.Opening;
import org.karamail.intake.Provenance;
import org.karamail.message.Body;
import org.karamail.testkit.engine.HandedHooks;

class WhereMessagesGoOnTest {

  private final DraftsInMemory drafts = new DraftsInMemory();
  private final HandedHooks hooks = HandedHooks.of();
  private final ExecutorService loop = Executors.newSingleThreadExecutor(task -> new Thread(task, "home"));
  /** An answer that comes before anybody waits for it is taken on the thread that asked. */
  private final CompletableFuture<Void> asked = new CompletableFuture<>();

  private final ExecutorService others = Executors.newSingleThreadExecutor(task -> new Thread(task, "elsewhere"));

  /** A thread of the test's. */
  private record Home(ExecutorService loop) implements HomeThread {

    @Override
    public boolean isCurrent() {
      return Thread.currentThread().getName().equals("home");
    }

    @Override
    public void execute(Runnable task) {
      loop.execute(task);
    }
  }

  @AfterEach
  void end() {
    loop.shutdownNow();
    others.shutdownNow();
    hooks.close();
  }

  @Test
  void whatFollowsAHooksAnswerIsDoneWhereItAnswered() {
    hooks.add(
        (HeadersHook) (mail, call) -> {
          asked.join();
          return Verdict.proceed().with(Edits.addField("X-One", "1"));
        });
    hooks.add((BodyHook) (mail, call) -> Verdict.proceed());

    assertThat(committedOn()).isEqualTo("hook");
  }

  @Test
  void whatFollowsADelayIsDoneOnTheThreadOfTheMessage() {
    hooks.add((HeadersHook) (mail, call) -> Verdict.delay(Duration.ofMillis(250), "slowly"));

    assertThat(committedOn()).isEqualTo("home");
  }

  @Test
  void aReplacedBodyIsWrittenNeitherThereNorOnTheThreadOfTheMessage() {
    hooks.add(
        (BodyHook) (mail, call) ->
            Verdict.proceed().with(Edits.of(new Edits.Edit.ReplaceBody(Body.of("Other\r\n".getBytes(ISO_8859_1))))));

    assertThat(committedOn()).isEqualTo("elsewhere");
    assertThat(drafts.last().body.toString(ISO_8859_1)).isEqualTo("Other\r\n");
  }

  private String committedOn() {
    Provenance provenance =
        new Provenance(
            Optional.empty(), NoteBook.NONE, Optional::empty, List.of(), Map.of(), Optional.of(new Home(loop)), Duration.ofMinutes(1));
    StoringIntake intake =
        new StoringIntake(drafts.store(), Mails.reception(Limits.STANDARD), new IntakeHooks(hooks, others, Mails.CLOCK));
    IntakeTransaction transaction =
        ((Opening.Opened) intake.begin(fromStranger(), toBob(), 0, provenance)).transaction();
    transaction.write(piece("From: <alice@client.example>\r\n\r\nHello\r\n"));
    CompletionStage<Acceptance> finished = transaction.finish();
    asked.complete(null);
    finished.toCompletableFuture().orTimeout(10, SECONDS).join();
    return drafts.last().committedOn;
  }
}
