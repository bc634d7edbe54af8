package org.karamail.testkit.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.karamail.hook.Answer;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.Hook;
import org.karamail.hook.HookFault;
import org.karamail.hook.Later;
import org.karamail.hook.Rewrite;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoint;

/**
 * Asks a hook as Karamail would, one call at a time, and keeps what it writes: notes, log lines, files. One harness is one
 * client's connection; {@link #endTransaction} and {@link #endConnection} end the lifetimes of notes.
 */
public final class HookHarness {

  private final RecordingLog log = new RecordingLog();
  private final TestNotes notes = new TestNotes();
  private final Optional<Path> folder;
  private Optional<Duration> budget = Optional.empty();
  private boolean cancelled;

  private HookHarness(Optional<Path> folder) {
    this.folder = folder;
  }

  /** A harness whose calls get a data folder of their own below the system's temporary folder when they ask for it. */
  public static HookHarness create() {
    return new HookHarness(Optional.empty());
  }

  /** A harness whose calls are given this data folder, as from JUnit's {@code @TempDir}. */
  public static HookHarness in(Path dataFolder) {
    return new HookHarness(Optional.of(dataFolder));
  }

  /** The budget of the calls from now on; without it, the point's default. */
  public HookHarness budget(Duration each) {
    budget = Optional.of(each);
    return this;
  }

  /** Whether nobody waits for the answers of the calls from now on. */
  public HookHarness cancelled(boolean now) {
    cancelled = now;
    return this;
  }

  /** Asks a hook at a point; one that has no work there is not asked, as everywhere. */
  public <H extends Hook, V> Asked ask(HookPoint<H, V> point, H hook, V view) {
    if (!new Occasion(point, view).isWork(hook.duty())) {
      return Asked.idle(point);
    }
    Duration each = budget.orElse(point.defaultTimeout());
    TestCall call = new TestCall(each, cancelled, log.logger(), notes.draft(), this::dataFolder);
    Asked asked = answered(point, hook, view, call, each);
    call.end();
    if (!asked.isFault()) {
      call.draft().commit();
    }
    return asked;
  }

  /** What the plugin has noted so far; a test may also write what an earlier call would have left. */
  public TestNotes notes() {
    return notes;
  }

  /** The lines that hooks have logged, {@code WARN text}, in order. */
  public List<String> log() {
    return log.lines();
  }

  /** RSET, or the end of a message: notes of the transaction go. */
  public HookHarness endTransaction() {
    notes.forget(org.karamail.hook.Notes.Scope.TRANSACTION);
    return this;
  }

  /** The client leaves: its notes go, and those of its transaction. */
  public HookHarness endConnection() {
    notes.forget(org.karamail.hook.Notes.Scope.CONNECTION);
    return endTransaction();
  }

  private <H extends Hook, V> Asked answered(HookPoint<H, V> point, H hook, V view, TestCall call, Duration each) {
    try {
      Object answer = point.invoke(hook, view, call);
      return answer instanceof Later<?> later ? waitedFor(point, later, each) : judged(point, answer);
    } catch (Exception thrown) {
      return Asked.fault(point, HookFault.Kind.EXCEPTION, thrown.toString());
    } catch (Error thrown) { // as the engine: whatever a hook throws is a fault of that hook
      return Asked.fault(point, HookFault.Kind.ERROR, thrown.toString());
    }
  }

  private static Asked waitedFor(HookPoint<?, ?> point, Later<?> later, Duration each) {
    try {
      return judged(point, later.stage().toCompletableFuture().get(each.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      return Asked.fault(point, HookFault.Kind.TIMEOUT, "no answer within " + each);
    } catch (ExecutionException | CompletionException failed) {
      return Asked.fault(point, HookFault.Kind.FAILED_STAGE, String.valueOf(failed.getCause()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Asked.fault(point, HookFault.Kind.TIMEOUT, "the test was interrupted");
    }
  }

  private static Asked judged(HookPoint<?, ?> point, Object answer) {
    if (answer == null) {
      return Asked.fault(point, HookFault.Kind.NULL_ANSWER, "null");
    }
    return illegal(point, answer)
        .map(why -> Asked.fault(point, HookFault.Kind.ILLEGAL_VERDICT, why))
        .orElseGet(() -> Asked.answer(point, answer));
  }

  private static Optional<String> illegal(HookPoint<?, ?> point, Object answer) {
    return switch (point.shape()) {
      case GATE -> answer instanceof Verdict verdict ? illegalVerdict(point, verdict) : stranger(answer);
      case CHECK -> answer instanceof CheckAnswer<?> ? Optional.empty() : stranger(answer);
      case REWRITER -> answer instanceof Rewrite ? Optional.empty() : stranger(answer);
      case RESOLVER -> answer instanceof Answer<?> ? Optional.empty() : stranger(answer);
      case OBSERVER -> Optional.empty();
    };
  }

  private static Optional<String> illegalVerdict(HookPoint<?, ?> point, Verdict verdict) {
    if (!point.verdicts().contains(verdict.kind())) {
      return Optional.of(verdict.kind() + " at " + point + "; allowed are " + point.verdicts());
    }
    boolean edits = !verdict.edits().isEmpty() && !point.isEditable();
    return edits ? Optional.of("edits at " + point + ", where nothing can be edited") : Optional.empty();
  }

  private static Optional<String> stranger(Object answer) {
    return Optional.of("an answer of another shape: " + answer.getClass().getName());
  }

  private Path dataFolder() {
    try {
      return folder.isPresent() ? Files.createDirectories(folder.get()) : Files.createTempDirectory("plugin");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
