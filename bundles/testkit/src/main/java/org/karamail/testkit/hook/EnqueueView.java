package org.karamail.testkit.hook;

import org.karamail.hook.Enqueue;
import org.karamail.hook.IncomingMessage;
import org.karamail.model.Recipient;

/** One recipient of a message about to be committed. */
public record EnqueueView(IncomingMessage message, Recipient recipient) implements Enqueue {

  /** {@link IncomingView#sample} for its recipient. */
  public static EnqueueView sample() {
    return new EnqueueView(IncomingView.sample(), Samples.routed());
  }
}
