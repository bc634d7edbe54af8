package org.karamail.delivery.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.karamail.queue.Lease;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.queue.store.Spawn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends leases: tells the store what came of them or gives them back, and frees their slots when that is due. */
final class Books {

  private static final Logger LOG = LoggerFactory.getLogger(Books.class);

  private final MailQueueStore store;
  private final Rest rest;
  private final Runnable afterwards;

  /**
   * Books kept in a store.
   *
   * @param rest begins when the store refuses something
   * @param afterwards runs when a slot has become free, also on the store's own thread
   */
  Books(MailQueueStore store, Rest rest, Runnable afterwards) {
    this.store = store;
    this.rest = rest;
    this.afterwards = afterwards;
  }

  /** Is told how an entry ended, on the store's thread or the caller's; it must not wait. */
  interface Ending {

    /** Nobody wants to know. */
    Ending NOBODY = written -> {};

    void ended(boolean written);
  }

  /** What came of a lease. Recipients that the updates do not name are queued again. */
  void enter(Lease lease, List<RecipientUpdate> updates, List<Spawn> spawn, Slots.Slot slot, Ending ending) {
    if (updates.isEmpty()) {
      ending.ended(false);
      giveBack(lease, slot);
      return;
    }
    slot.handedOver();
    afterwards.run();
    try {
      store.update(lease, updates, spawn).whenComplete((written, failure) -> entered(lease, slot, failure, ending));
    } catch (RuntimeException refused) {
      entered(lease, slot, refused, ending);
    }
  }

  /** Nothing came of it. */
  void giveBack(Lease lease, Slots.Slot slot) {
    try {
      store.giveBack(lease);
    } catch (RuntimeException refused) {
      LOG.warn("{}: cannot be given back and waits for a restart: {}", lease.id(), refused.toString());
    }
    free(slot);
  }

  /** A failed update leaves the lease as it was: the store is shutting down, or did not take in a report. */
  private void entered(Lease lease, Slots.Slot slot, @Nullable Throwable failure, Ending ending) {
    ending.ended(failure == null);
    if (failure == null) {
      free(slot);
      return;
    }
    LOG.warn("{}: what came of it is not recorded, so it is tried again: {}", lease.id(), failure.toString());
    rest.begin();
    giveBack(lease, slot);
  }

  private void free(Slots.Slot slot) {
    slot.free();
    afterwards.run();
  }
}
