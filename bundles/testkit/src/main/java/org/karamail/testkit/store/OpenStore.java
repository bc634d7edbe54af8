package org.karamail.testkit.store;

import org.karamail.queue.store.MailQueueStore;

/** A store that lies open, and the way to close it as an orderly shutdown would. */
public interface OpenStore extends AutoCloseable {

  /** A store that is closed so. */
  static OpenStore of(MailQueueStore store, Runnable closing) {
    return new OpenStore() {
      @Override
      public MailQueueStore store() {
        return store;
      }

      @Override
      public void close() {
        closing.run();
      }
    };
  }

  MailQueueStore store();

  /** Closes it; its folder can be opened again afterwards. To close it twice does no harm. */
  @Override
  void close();
}
