package org.karamail.delivery.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.NoteBook;
import org.karamail.message.Message;
import org.karamail.queue.Lease;
import org.karamail.queue.store.MailQueueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins the hook transactions of attempts and reports. A worker waits for what hooks answer: that is what it is for; it is
 * interrupted there as it would be in a transport.
 */
final class DeliveryHooks {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryHooks.class);

  /** Longer than the engine lets any chain take. */
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(5);

  private static final Set<HookPoint<?, ?>> OF_AN_ATTEMPT =
      Set.of(
          HookPoints.ON_DEQUEUE,
          HookPoints.ON_PRE_DELIVERY,
          HookPoints.ON_OUTBOUND_MESSAGE,
          HookPoints.ON_DELIVERY_ATTEMPT,
          HookPoints.ON_DELIVERY_SUCCESS,
          HookPoints.ON_DELIVERY_FAILURE,
          HookPoints.ON_QUEUE_RETRY);
  private static final Set<HookPoint<?, ?>> OF_A_REPORT = Set.of(HookPoints.ON_BOUNCE);

  private final MailQueueStore store;
  private final HookEngine engine;
  private final String host;

  DeliveryHooks(MailQueueStore store, HookEngine engine, String host) {
    this.store = store;
    this.engine = engine;
    this.host = host;
  }

  /** What hooks there are for an attempt; empty when nobody has to be asked. */
  Optional<HookedAttempt> attempt(Lease lease, Message message) throws InterruptedException {
    return engine.isAnybodyAt(OF_AN_ATTEMPT)
        ? Optional.of(new HookedAttempt(begin(OF_AN_ATTEMPT, lease), lease, message, host))
        : Optional.empty();
  }

  /** What hooks there are for a report; empty when nobody has to be asked. */
  Optional<HookTransaction> report(Lease lease) throws InterruptedException {
    return engine.isAnybodyAt(OF_A_REPORT) ? Optional.of(begin(OF_A_REPORT, lease)) : Optional.empty();
  }

  private HookTransaction begin(Set<HookPoint<?, ?>> points, Lease lease) throws InterruptedException {
    NoteBook notes = new NoteBook(Optional.empty(), Optional.empty(), Optional.of(page(lease)));
    HookSubject subject =
        new HookSubject(lease.id().toString(), Optional.empty(), Optional.of(lease.id()), notes, () -> false);
    CompletionStage<HookTransaction> begun = engine.begin(points, subject);
    try {
      return await(begun);
    } catch (InterruptedException | RuntimeException late) {
      var unused = begun.thenAccept(HookTransaction::close);
      throw late;
    }
  }

  /** What plugins noted when the message came in; notes that nobody can read are none. */
  private NoteBook.Page page(Lease lease) {
    try {
      return NoteBook.Page.read(store.notes(lease.id()));
    } catch (IllegalArgumentException unreadable) {
      LOG.warn("{}: what plugins noted about it cannot be read; they go on without", lease.id(), unreadable);
      return new NoteBook.Page();
    }
  }

  /**
   * Waits for an answer.
   *
   * @throws IllegalStateException when the engine breaks its promise to answer
   */
  static <T> T await(CompletionStage<T> stage) throws InterruptedException {
    try {
      return stage.toCompletableFuture().get(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException broken) {
      throw new IllegalStateException("the hook engine does not answer", broken);
    }
  }
}
