package org.karamail.hook.engine.internal.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.nio.file.Path;
import org.karamail.hook.Call;
import org.karamail.hook.Notes;
import org.karamail.hook.engine.HookSubject;
import org.slf4j.Logger;

/**
 * One call of one hook. It is open until somebody closes it: the answer, the deadline, or the end of its transaction,
 * whichever comes first; one compare-and-set decides. Whoever closes it owns what happens next.
 */
final class RunningCall implements Call {

  private final Asked asked;
  private final HookSubject subject;
  private final long deadline;
  private final Logger log;
  private final PendingNotes notes;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Runnable onExpiry;

  /**
   * A call that is about to be made.
   *
   * @param deadline by {@link System#nanoTime()}
   * @param onExpiry run by whoever expires it, once
   */
  RunningCall(Asked asked, HookSubject subject, long deadline, Logger log, Runnable onExpiry) {
    this.asked = asked;
    this.subject = subject;
    this.deadline = deadline;
    this.log = log;
    this.notes = new PendingNotes(asked.plugin().plugin(), subject.notes(), open::get);
    this.onExpiry = onExpiry;
  }

  /** Closes it; answers whether it was open, in which case its notes may be kept. */
  boolean close() {
    return open.compareAndSet(true, false);
  }

  boolean isOpen() {
    return open.get();
  }

  boolean isOverdue(long now) {
    return now - deadline >= 0;
  }

  /** Closes it because its time is over and lets the chain go on; answers whether it was open. */
  boolean expire() {
    boolean expired = close();
    if (expired) {
      onExpiry.run();
    }
    return expired;
  }

  /** Writes the notes of a call whose answer counts. */
  void keepNotes() {
    notes.keep();
  }

  Asked asked() {
    return asked;
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
    return log;
  }

  @Override
  public Notes notes() {
    return notes;
  }

  @Override
  public Path dataFolder() {
    return asked.dataFolder();
  }
}
