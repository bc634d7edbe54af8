package org.karamail.intake.internal;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.NoteBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows messages of our own to the gates of the content, which can only look on: no verdict and no edit of theirs counts,
 * because a report that a filter dropped would be mail that vanished without a word. Waits for them.
 */
final class ReportObservers {

  private static final Logger LOG = LoggerFactory.getLogger(ReportObservers.class);
  private static final int LONGEST_MINUTES = 5;
  private static final Set<HookPoint<?, ?>> GATES =
      Set.of(
          HookPoints.ON_HEADERS,
          HookPoints.ON_BODY,
          HookPoints.ON_ANTIVIRUS_SCAN,
          HookPoints.ON_ANTISPAM_SCAN,
          HookPoints.ON_CONTENT_FILTER,
          HookPoints.ON_MESSAGE_COMPLETE);

  private final IntakeHooks intake;

  ReportObservers(IntakeHooks intake) {
    this.intake = intake;
  }

  /** Shows it to everybody who is there. */
  void show(MessageView report) {
    if (!intake.engine().isAnybodyAt(GATES)) {
      return;
    }
    NoteBook notes = new NoteBook(Optional.empty(), Optional.empty(), Optional.of(new NoteBook.Page()));
    HookSubject subject =
        new HookSubject(report.id().toString(), Optional.empty(), Optional.of(report.id()), notes, () -> false);
    CompletionStage<HookTransaction> begun = intake.engine().begin(GATES, subject);
    try (HookTransaction hooks = await(begun)) {
      await(new ContentInquiry(report.id(), hooks, Optional.empty(), intake.threads()).watch(report));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      var unused = begun.thenAccept(HookTransaction::close);
    } catch (ExecutionException | TimeoutException fault) {
      LOG.error("report {}: plugins could not be shown it; it goes on", report.id(), fault);
    }
  }

  private static <T> T await(CompletionStage<T> stage)
      throws InterruptedException, ExecutionException, TimeoutException {
    return stage.toCompletableFuture().get(LONGEST_MINUTES, TimeUnit.MINUTES);
  }
}
