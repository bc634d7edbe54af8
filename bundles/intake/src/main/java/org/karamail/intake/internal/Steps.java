package org.karamail.intake.internal;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.karamail.intake.HomeThread;

/**
 * Where the steps of one message go on when a hook has answered: on the thread of its way in, so that a message changes
 * threads to a hook and back and no more. On a thread of intake's where it has none, or where that has ended.
 *
 * <p>A step that can follow at once does so, on the spot, but not within steps without end: the stack is let go now and then,
 * as with many recipients.
 */
final class Steps implements Executor {

  private final Optional<HomeThread> home;
  private final Executor others;
  private final Depth depth = new Depth(); // at home only

  Steps(Optional<HomeThread> home, Executor others) {
    this.home = home;
    this.others = others;
  }

  @Override
  public void execute(Runnable step) {
    if (home.isEmpty()) {
      others.execute(step);
    } else if (home.get().isCurrent() && depth.hasRoom()) {
      depth.take(step);
    } else {
      later(home.get(), step);
    }
  }

  private void later(HomeThread there, Runnable step) {
    try {
      there.execute(step);
    } catch (RejectedExecutionException ended) { // the listener has gone; the message has not
      others.execute(step);
    }
  }
}
