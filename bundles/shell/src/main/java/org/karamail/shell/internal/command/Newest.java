package org.karamail.shell.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.karamail.model.QueueId;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.Selector;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.shell.internal.selector.StateNames;

/**
 * The ids that a user is most likely to mean: the newest open ones.
 *
 * <p>A store lists from old to new, and may hold a million. So this looks back a second, ten, a hundred, … until it has
 * seen enough: what it reads grows with what it shows, not with the queue.
 */
final class Newest {

  private static final int SHOWN = 50;
  private static final int READ = 1000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  private Newest() {}

  static List<String> ids(@Nullable MailQueueStore store, Instant now) {
    return store == null ? List.of() : newest(store, now);
  }

  private static List<String> newest(MailQueueStore store, Instant now) {
    for (Duration back = SHORTEST; ; back = back.multipliedBy(10)) {
      boolean all = back.compareTo(LONGEST) > 0;
      List<QueuedMessage> found = since(store, all ? Instant.EPOCH : now.minus(back));
      if (found.size() >= SHOWN || all) {
        return found.subList(Math.max(0, found.size() - SHOWN), found.size()).stream()
            .map(message -> message.id().toString())
            .toList();
      }
    }
  }

  private static List<QueuedMessage> since(MailQueueStore store, Instant time) {
    return store.search(Selector.ALL.in(StateNames.OPEN), Optional.of(QueueId.firstAt(time)), READ);
  }
}
