package org.karamail.queue.store;

import java.util.concurrent.CompletionStage;
import org.karamail.message.Body;
import org.karamail.model.QueueId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A message on its way into the queue: it has its id, takes its body, and ends by exactly one of commit and abort. A draft
 * that is forgotten leaves nothing behind after the next start.
 */
@ProviderType
public interface Draft {

  /** The message's name for good. */
  QueueId id();

  /** Where the body goes. */
  BodySink sink();

  /** The body written so far, re-readable before the commit; call it only when the last write has completed. */
  Body body();

  /**
   * Makes it durable and lets the dispatcher see it.
   *
   * @return completes when the message and its ACCEPTED events are on disk; fails with {@link StoreClosedException} when
   *     they are not, and then they never will be
   */
  CompletionStage<Void> commit(Submission submission);

  /** Forgets it. Does nothing after a commit has begun. */
  void abort();
}
