package org.karamail.shell.internal.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.karamail.model.QueueId;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.Selector;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.shell.internal.Refusal;

/**
 * A page of a listing.
 *
 * @param messages oldest first
 * @param more whether others follow
 */
record Page(List<QueuedMessage> messages, boolean more) {

  static final int LARGEST = 10_000;

  private static final int SLICE = 500;

  /** Reads a page, in slices, so that a filter that lets little pass does not hold the store's time or memory. */
  static Page read(
      MailQueueStore store, Selector selector, Optional<QueueId> after, int limit, Predicate<QueuedMessage> wanted)
      throws InterruptedException {
    List<QueuedMessage> found = new ArrayList<>();
    Optional<QueueId> last = after;
    while (true) {
      int size = Math.min(SLICE, limit + 1);
      List<QueuedMessage> slice = store.search(selector, last, size);
      for (QueuedMessage message : slice) {
        if (!wanted.test(message)) {
          continue;
        }
        if (found.size() == limit) {
          return new Page(found, true);
        }
        found.add(message);
      }
      if (slice.size() < size) {
        return new Page(found, false);
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      last = Optional.of(slice.get(slice.size() - 1).id());
    }
  }

  static int checked(int limit) {
    if (limit < 1 || limit > LARGEST) {
      throw new Refusal("--limit is 1 to " + LARGEST + ", not " + limit);
    }
    return limit;
  }
}
