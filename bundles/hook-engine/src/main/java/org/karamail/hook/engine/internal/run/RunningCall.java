package org.karamail.hook.engine.internal.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.karamail.hook.Call;
import org.karamail.hook.Notes;
import org.karamail.hook.engine.HookSubject;
import org.slf4j.Logger;

/**
 * One call of one hook. It is open until somebody closes it: the answer or the deadline, whichever comes first; one
 * compare-and-set decides. Whoever closes it owns what happens next.
 */
final class RunningCall implements Call, Watched {

  private final Asked asked;
  private final HookSubject subject;
  private final long deadline;
  private final PendingNotes notes;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Runnable onExpiry;

  /**
   * A call that is about to be made.
   *
   * @param deadline by {@link System#nanoTime()}
   * @param onExpiry run by whoever expires it, once
   */
  RunningCall(Asked asked, HookSubject subject, long deadline, Runnable onExpiry) {
    this.asked = asked;
    this.subject = subject;
    this.deadline = deadline;
    this.notes = new PendingNotes(asked.plugin().plugin(), subject.notes(), open::get);
    this.onExpiry = onExpiry;
  }

  /** Closes it; answers whether it was open, in which case its notes may be kept. */
  boolean close() {
    return open.compareAndSet(true, false);
  }

  @Override
  public boolean isOpen() {
    return open.get();
  }

  @Override
  public boolean isOverdue(long now) {
    return now - deadline >= 0;
  }

  @Override
  public boolean expire() {
    boolean expired = close();
    if (expired) {
      onExpiry.run();
    }
    return expired;
  }

  @Override
  public Ledger ledger() {
    return asked.ledger();
  }

  @Override
  public String whose() {
    return asked.whose();
  }

  /** Writes the notes of a call whose answer counts. */
  void keepNotes() {
    notes.keep();
  }

  @Override
  public Duration remaining() {
    long left = deadline - System.nanoTime();
    return left > 0 && open.get() ? Duration.ofNanos(left) : Duration.ZERO;
  }

  @Override
  public boolean cancelled() {
    return !open.get() || subject.gone().getAsBoolean() || isOverdue(System.nanoTime());
  }

  @Override
  public Logger log() {
    return CallLog.of(asked, subject);
  }

  @Override
  public Notes notes() {
    return notes;
  }

  @Override
  public Path dataFolder() {
    try {
      return Files.createDirectories(asked.dataFolder());
    } catch (IOException unusable) {
      throw new UncheckedIOException("the plugin's folder cannot be made: " + asked.dataFolder(), unusable);
    }
  }
}
