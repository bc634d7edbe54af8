package org.karamail.intake;

import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The thread to which a message belongs on its way in, such as the event loop of its connection: all goes on there that needs
 * no hook, and what follows a delay. Nothing that waits for a disk is run on it.
 *
 * <p>{@link #execute} may be called on any thread and runs tasks in order; it throws {@link
 * java.util.concurrent.RejectedExecutionException} when the thread has ended.
 */
@ConsumerType
public interface HomeThread extends Executor {

  /** Whether the caller runs on it. */
  boolean isCurrent();
}
