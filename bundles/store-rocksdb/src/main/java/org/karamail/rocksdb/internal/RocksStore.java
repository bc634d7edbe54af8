package org.karamail.rocksdb.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.karamail.message.Message;
import org.karamail.model.MailEvent;
import org.karamail.model.NodeId;
import org.karamail.model.QueueId;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.QueueStatistics;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.Selector;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.queue.store.OutboxEvent;
import org.karamail.queue.store.Spawn;
import org.karamail.queue.store.StoreClosedException;
import org.karamail.queue.store.StoreHealth;
import org.karamail.rocksdb.internal.body.DraftBody;
import org.karamail.rocksdb.internal.commit.Closed;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.RocksDatabase;
import org.karamail.rocksdb.internal.db.StoreRefusal;
import org.karamail.rocksdb.internal.work.Commands;
import org.karamail.settings.Instance;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The store's front: each method checks, hands the work to the part that does it, and words what goes wrong. */
@Component(service = MailQueueStore.class, immediate = true)
public final class RocksStore implements MailQueueStore, AutoCloseable {

  private final QueuePolicy policy;
  private final Rooms rooms;
  private final Settling settling;
  private final AtomicInteger arriving = new AtomicInteger();

  /** The store as Declarative Services starts it, below the instance's data folder. */
  @Activate
  public RocksStore(BundleContext context, @Reference QueuePolicy policy) {
    this(openBelow(Instance.of(context).data().resolve("queue"), policy), policy);
  }

  private static Rooms openBelow(Path folder, QueuePolicy policy) {
    return Rooms.open(
        new StoreFolder(folder),
        folder.resolve("native"),
        Clock.systemUTC(),
        policy,
        OutboxReader.HISTORY,
        RocksDatabase::open);
  }

  private RocksStore(Rooms rooms, QueuePolicy policy) {
    this.rooms = rooms;
    this.settling = new Settling(rooms);
    this.policy = policy;
  }

  /**
   * Opens the store in a folder, or makes it; its outbox is read by the caller. For tests, also those of bundles that need a
   * real store below them.
   *
   * @param folder the queue's own folder
   * @param nativeFolder where RocksDB's library lies or is unpacked to
   * @throws StoreRefusal if it is in use, or of a newer format; nothing has been changed then
   */
  public static RocksStore open(Path folder, Path nativeFolder, Clock clock, QueuePolicy policy) {
    return open(folder, nativeFolder, clock, policy, RocksDatabase::open);
  }

  static RocksStore open(
      Path folder, Path nativeFolder, Clock clock, QueuePolicy policy, Database.Source source) {
    return new RocksStore(
        Rooms.open(new StoreFolder(folder), nativeFolder, clock, policy, OutboxReader.TRACKING, source), policy);
  }

  // ---- in ------------------------------------------------------------------------------------------------------------

  @Override
  public Draft begin(long expectedSize) {
    rooms.condition().admit(expectedSize);
    QueueId id = new QueueId(rooms.ids().next(), NodeId.SINGLE);
    DraftBody body =
        new DraftBody(
            id,
            rooms.bodies(),
            rooms.budget(),
            rooms.inflow(),
            rooms.threads().writers(),
            policy.settings().inlineBodyLimit(),
            failure -> notWritten(id, failure));
    return new RocksDraft(id, body, rooms.committer(), arriving);
  }

  @Override
  public int arriving() {
    return arriving.get();
  }

  private StoreClosedException notWritten(QueueId id, IOException failure) {
    rooms.condition().look();
    String detail = "the body of " + id + " is not written: " + failure;
    return rooms.condition().state() == StoreHealth.State.FULL
        ? Closed.full(detail)
        : Closed.failed(detail, failure);
  }

  // ---- out -----------------------------------------------------------------------------------------------------------

  @Override
  public List<Lease> claim(ClaimSpec spec) {
    if (!rooms.condition().isOpen() || rooms.isPaused()) {
      return List.of();
    }
    List<Lease> claimed = rooms.work().claim(spec);
    rooms.inflow().claimed(claimed, spec.sites());
    return claimed;
  }

  @Override
  public Optional<Instant> nextDue() {
    return rooms.work().nextDue();
  }

  @Override
  public AutoCloseable onWork(Runnable listener) {
    return rooms.listeners().add(listener);
  }

  @Override
  public Message content(QueueId id) {
    return orClosed(() -> rooms.reading().content(id))
        .orElseThrow(() -> new IllegalStateException(id + " is not in the store"));
  }

  @Override
  public String notes(QueueId id) {
    return orClosed(() -> rooms.reading().notes(id)).orElse("");
  }

  @Override
  public CompletionStage<Void> update(Lease lease, List<RecipientUpdate> updates, List<Spawn> spawn) {
    return settling.settle(lease, updates, spawn);
  }

  @Override
  public boolean extend(Lease lease) {
    return rooms.work().holds(lease);
  }

  @Override
  public void giveBack(Lease lease) {
    if (rooms.work().giveBack(lease)) {
      rooms.committer().submit(new WishTask(List.of(lease.id())));
    }
    rooms.listeners().tell();
  }

  // ---- commands ------------------------------------------------------------------------------------------------------

  @Override
  public CompletionStage<Integer> hold(Selector selector, String reason) {
    return rooms.slices().run(selector, Commands.hold(reason));
  }

  @Override
  public CompletionStage<Integer> release(Selector selector) {
    return rooms.slices().run(selector, Commands.release());
  }

  @Override
  public CompletionStage<Integer> requeue(Selector selector) {
    return rooms.slices().run(selector, Commands.requeue());
  }

  @Override
  public CompletionStage<Integer> cancel(Selector selector, String reason) {
    return rooms.slices().run(selector, Commands.cancel(reason));
  }

  @Override
  public boolean isPaused() {
    return rooms.isPaused();
  }

  @Override
  public CompletionStage<Void> pause(boolean paused) {
    return rooms.pause(paused);
  }

  // ---- looking -------------------------------------------------------------------------------------------------------

  @Override
  public List<QueuedMessage> search(Selector selector, Optional<QueueId> after, int max) {
    return orClosed(() -> rooms.reading().search(selector, after, max));
  }

  @Override
  public Optional<QueuedMessage> get(QueueId id) {
    return orClosed(() -> rooms.reading().get(id));
  }

  @Override
  public List<MailEvent> history(QueueId id) {
    return orClosed(() -> rooms.reading().history(id));
  }

  @Override
  public QueueStatistics statistics() {
    return rooms.work().statistics(rooms.clock().instant());
  }

  @Override
  public StoreHealth health() {
    return rooms.health();
  }

  // ---- the outbox ----------------------------------------------------------------------------------------------------

  @Override
  public List<OutboxEvent> events(long after, int max) {
    return orClosed(() -> rooms.reading().events(Math.max(after, rooms.acknowledged()), max));
  }

  @Override
  public void ackEvents(long upTo) {
    rooms.acknowledge(upTo);
  }

  // ---- upkeep --------------------------------------------------------------------------------------------------------

  @Override
  public CompletionStage<Integer> purge(Instant endedBefore) {
    return rooms.upkeep().purge(endedBefore);
  }

  @Override
  public CompletionStage<Void> backup(Path folder) {
    return rooms.upkeep().backup(folder);
  }

  /** Commits what is under way and closes. Does nothing the second time. */
  @Override
  @Deactivate
  public void close() {
    rooms.close();
  }

  private interface Read<T> {
    T run();
  }

  private <T> T orClosed(Read<T> read) {
    try {
      return read.run();
    } catch (DiskFault fault) {
      rooms.report(fault);
      throw Closed.failed(fault.detail(), fault);
    }
  }
}
