package org.karamail.shell.internal.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.karamail.model.MailEvent;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.QueuedRecipient;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.shell.internal.view.Fate;

/** Looks again and again at where the recipients of one message stand. */
final class Fates {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final MailQueueStore store;
  private final QueueId id;

  /** As sent; hooks may have changed them, which is seen as long as the message is in the queue. */
  private final Map<Integer, String> addresses = new TreeMap<>();

  Fates(MailQueueStore store, QueueId id, List<Mailbox> recipients) {
    this.store = store;
    this.id = id;
    recipients.forEach(address -> addresses.put(addresses.size(), address.toString()));
  }

  List<Fate> look() {
    // In this order: what is finished between the two is still shown as open, and found finished by the next look.
    Map<Integer, QueuedRecipient> open = new TreeMap<>();
    Optional<QueuedMessage> message = store.get(id);
    message.ifPresent(it -> it.recipients().forEach(one -> open.put(one.recipient().index(), one)));
    open.forEach((index, one) -> addresses.put(index, one.recipient().address().toString()));
    Map<Integer, List<MailEvent>> history =
        store.history(id).stream().collect(Collectors.groupingBy(MailEvent::recipient));
    List<Fate> fates = new ArrayList<>();
    addresses.forEach(
        (index, address) ->
            fates.add(Fate.of(index, address, Optional.ofNullable(open.get(index)), history.getOrDefault(index, List.of()))));
    return fates;
  }

  /** Waits for the next look. */
  static void breathe() throws InterruptedException {
    LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    if (Thread.interrupted()) {
      throw new InterruptedException("it was taken in and goes its way");
    }
  }
}
