package org.karamail.queue.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.karamail.message.Message;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;
import org.karamail.queue.QueueStatistics;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.Selector;
import org.osgi.annotation.versioning.ProviderType;

/** A durable queue of mail. What it promises stands in the package's documentation. */
@ProviderType
public interface MailQueueStore {

  // ---- in ------------------------------------------------------------------------------------------------------------

  /**
   * Opens a draft.
   *
   * @param expectedSize octets the client announced, or 0; refused where the free space does not hold them
   * @throws StoreClosedException when nothing may be taken in
   */
  Draft begin(long expectedSize);

  /**
   * How many messages have been committed and are not durable yet: so many senders wait for the disk at this moment. Cheap;
   * any thread.
   */
  int arriving();

  // ---- out -----------------------------------------------------------------------------------------------------------

  /**
   * Leases work that is due, the most urgent first, no site starving another and none beyond its room ({@link
   * ClaimSpec#roomFor}); empty when there is none or on pause.
   */
  List<Lease> claim(ClaimSpec spec);

  /**
   * When the next claim is worth while: in the past when work is due now, empty when nothing waits. Work that the last
   * claim left only because its site was full need not count: whoever makes room claims anyway.
   */
  Optional<Instant> nextDue();

  /**
   * Calls a listener whenever there may be more to claim: after a commit, a release, a requeue, a lease given back, the
   * end of a pause. Called on the store's own threads; it must only signal. Closing the handle ends it.
   */
  AutoCloseable onWork(Runnable listener);

  /** The message that a lease is about. */
  Message content(QueueId id);

  /** The notes that were committed with the message of a lease; empty when there are none. */
  String notes(QueueId id);

  /**
   * Records what came of a lease, and what it gives rise to, in one batch. Ends the lease.
   *
   * @return completes when it is durable; fails with {@link StoreClosedException} only when the store is shut down: while
   *     the disk fails, the update waits in memory and is written first when the store is back
   * @throws IllegalStateException if the lease has ended before, or a transition does not start at the recipient's state;
   *     nothing has changed then, and a lease that had not ended is still held
   * @throws IllegalArgumentException if an update names a recipient that the lease does not hold; as above
   */
  CompletionStage<Void> update(Lease lease, List<RecipientUpdate> updates, List<Spawn> spawn);

  /** Asks for more time. An embedded store's leases do not run out; a shared store's do. Answers whether it still holds. */
  boolean extend(Lease lease);

  /** Gives a lease back untried: its recipients are QUEUED again, in their old place. */
  void giveBack(Lease lease);

  // ---- commands: each answers how many recipients it changed, and works in slices -----------------------------------
  // An ACTIVE recipient is meant too: the command is stored as a wish, counted, and granted, with its event, for what the
  // attempt leaves open.

  CompletionStage<Integer> hold(Selector selector, String reason);

  /** Makes held recipients due now; takes back a hold that is still a wish. */
  CompletionStage<Integer> release(Selector selector);

  /** Makes recipients due now; those that failed or expired too, while they are kept. */
  CompletionStage<Integer> requeue(Selector selector);

  CompletionStage<Integer> cancel(Selector selector, String reason);

  /** Whether the queue gives out nothing until it is resumed; survives a restart. */
  boolean isPaused();

  CompletionStage<Void> pause(boolean paused);

  // ---- looking -------------------------------------------------------------------------------------------------------

  /** Messages with a recipient that the selector means, oldest first, all their recipients shown. */
  List<QueuedMessage> search(Selector selector, Optional<QueueId> after, int max);

  Optional<QueuedMessage> get(QueueId id);

  /** What happened to a message, in order, also for a while after it is finished; empty when nothing is known of it. */
  List<MailEvent> history(QueueId id);

  QueueStatistics statistics();

  StoreHealth health();

  // ---- the outbox ----------------------------------------------------------------------------------------------------

  /** Events committed after a position, in order; after 0 for all. Whoever follows it misses none that is committed later. */
  List<OutboxEvent> events(long after, int max);

  /** Lets the store forget, in the outbox, events up to and with a position. Their history stays. */
  void ackEvents(long upTo);

  // ---- upkeep --------------------------------------------------------------------------------------------------------

  /**
   * Removes the history of messages that ended before, and messages kept since they failed before; answers how many
   * messages. Never what a report is owed for, nor events that are not acknowledged.
   */
  CompletionStage<Integer> purge(Instant endedBefore);

  /** Writes a consistent copy, which is a store of its own, into a folder that does not exist yet. */
  CompletionStage<Void> backup(Path folder);
}
