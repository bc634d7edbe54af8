package org.karamail.testkit.store;

import org.karamail.queue.store.MailQueueStore;

/** A store that lies open, and the way to close it as an orderly shutdown would. */
public interface OpenStore extends AutoCloseable {

  MailQueueStore store();

  /** Closes it; its folder can be opened again afterwards. To close it twice does no harm. */
  @Override
  void close();
}
