package org.karamail.intake.internal;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.karamail.hook.engine.AnswerThread;
import org.karamail.intake.HomeThread;

/**
 * Where the steps of one message go on when somebody has answered. Right where a hook has answered, so that a message changes
 * threads to its hooks and from there to the committer: the steps are short, and whatever waits for a disk is done elsewhere.
 * Otherwise, as behind a delay, on the thread of its way in; on a thread of intake's where it has none, or where that has ended.
 *
 * <p>A step that follows on the spot does so not within steps without end: the stack is let go now and then, as with many
 * recipients.
 */
final class Steps implements Executor {

  private final Optional<HomeThread> home;
  private final Executor others;
  private final Depth depth = new Depth();

  Steps(Optional<HomeThread> home, Executor others) {
    this.home = home;
    this.others = others;
  }

  @Override
  public void execute(Runnable step) {
    if (isWell() && depth.hasRoom()) {
      depth.take(step);
    } else {
      later(step);
    }
  }

  private boolean isWell() {
    return Thread.currentThread() instanceof AnswerThread || home.filter(HomeThread::isCurrent).isPresent();
  }

  private void later(Runnable step) {
    try {
      home.<Executor>map(there -> there).orElse(others).execute(step);
    } catch (RejectedExecutionException ended) { // the listener has gone; the message has not
      others.execute(step);
    }
  }
}
