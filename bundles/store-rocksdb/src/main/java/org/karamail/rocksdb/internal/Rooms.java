package org.karamail.rocksdb.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.model.QueueId;
import org.karamail.queue.Lease;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.store.StoreHealth;
import org.karamail.rocksdb.internal.body.BodyFolder;
import org.karamail.rocksdb.internal.body.MemoryBudget;
import org.karamail.rocksdb.internal.commit.Batch;
import org.karamail.rocksdb.internal.commit.Committer;
import org.karamail.rocksdb.internal.commit.Disk;
import org.karamail.rocksdb.internal.commit.Home;
import org.karamail.rocksdb.internal.commit.Ticks;
import org.karamail.rocksdb.internal.db.Changes;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.NativeLibrary;
import org.karamail.rocksdb.internal.record.Keys;
import org.karamail.rocksdb.internal.record.UnreadableRecordException;
import org.karamail.rocksdb.internal.work.Dossier;
import org.karamail.rocksdb.internal.work.OpenWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of an open store, put together: the one place that knows them all. */
final class Rooms implements Home, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);
  private static final long DRAFTS_IN_MEMORY = 32L << 20;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration ACKNOWLEDGE_EVERY = Duration.ofSeconds(10);

  private final StoreFolder folder;
  private final QueuePolicy policy;
  private final Clock clock;
  private final FolderLock lock;
  private final OutboxReader reader;
  private final Disk disk = new Disk();
  private final OpenWork work = new OpenWork(this::readForClaim);
  private final Listeners listeners = new Listeners();
  private final MemoryBudget budget = new MemoryBudget(DRAFTS_IN_MEMORY);
  private final StoreThreads threads = new StoreThreads();
  private final BodyFolder bodies;
  private final Condition condition;
  private final Ticks ids;
  private final Ticks positions;
  private final Aside aside;
  private final Reading reading;
  private final Committer committer;
  private final Opening opening;
  private final Slices slices;
  private final Upkeep upkeep;
  private volatile boolean paused;
  private volatile long acknowledged;

  private Rooms(StoreFolder folder, FolderLock lock, Clock clock, QueuePolicy policy, OutboxReader reader)
      throws IOException {
    this.folder = folder;
    this.policy = policy;
    this.clock = clock;
    this.lock = lock;
    this.reader = reader;
    this.bodies = new BodyFolder(folder.bodies());
    this.condition = new Condition(folder.root(), policy);
    this.ids = new Ticks(clock, 0);
    this.positions = new Ticks(clock, 0);
    this.aside = new Aside(folder.aside());
    this.reading = new Reading(disk, work, bodies, clock);
    this.committer = new Committer(this, disk, work);
    this.opening = new Opening(folder, disk, work, ids, positions, clock);
    this.slices = new Slices(reading, committer, threads.upkeep());
    this.upkeep = new Upkeep(disk, committer, bodies, threads, policy, clock, () -> acknowledged);
  }

  static Rooms open(StoreFolder folder, Path nativeFolder, Clock clock, QueuePolicy policy, OutboxReader reader) {
    FolderLock lock = FolderLock.take(folder);
    try {
      NativeLibrary.load(nativeFolder);
      Rooms rooms = new Rooms(folder, lock, clock, policy, reader);
      rooms.open();
      return rooms;
    } catch (IOException failed) {
      lock.close();
      throw new DiskFault("the queue in " + folder.root() + " does not open: " + failed, failed);
    } catch (RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  private void open() throws IOException {
    try {
      reopen(List.of(), List.of());
      int swept = bodies.sweep(this::ownsBodyFile);
      LOG.info("the queue in {} is open; {} unfinished bodies swept away", folder.root(), swept);
    } catch (RuntimeException | IOException failed) {
      disk.close();
      threads.close();
      throw failed;
    }
    condition.opened();
    committer.start();
    grantWishes();
    threads.every(LOOK_EVERY, this::look);
    upkeep.start();
    if (reader == OutboxReader.HISTORY) {
      threads.every(ACKNOWLEDGE_EVERY, this::acknowledgeAll);
    }
  }

  private boolean ownsBodyFile(QueueId id) {
    return disk.database().get(org.karamail.rocksdb.internal.db.Family.MESSAGE, Keys.message(id)).isPresent();
  }

  private void acknowledgeAll() {
    long last = positions.last();
    if (last > acknowledged) {
      acknowledge(last);
    }
  }

  private void look() {
    if (condition.look()) {
      listeners.tell();
    }
  }

  // ---- what the committer asks for -----------------------------------------------------------------------------------

  @Override
  public Batch newBatch() {
    boolean keepsFailed = !policy.settings().keepFailed().isZero();
    return new Batch(disk, work, positions, this::discardBody, keepsFailed, clock.instant());
  }

  private void discardBody(QueueId id) {
    threads.writers().execute(() -> {
      try {
        bodies.discard(id);
      } catch (IOException failed) {
        LOG.warn("the body of {} stays until the next start: {}", id, failed.toString());
      }
    });
  }

  @Override
  public void workArrived() {
    listeners.tell();
  }

  @Override
  public void failed(DiskFault fault) {
    condition.failed(fault.detail());
  }

  @Override
  public void reopen(List<Changes> inHand, Collection<Lease> ended) {
    opening.open(inHand, ended);
    paused = Meta.isPaused(disk.database());
    acknowledged = Meta.acknowledged(disk.database());
  }

  @Override
  public void reopened() {
    condition.opened();
    LOG.info("the queue in {} works again", folder.root());
    grantWishes();
    listeners.tell();
  }

  private void grantWishes() {
    List<QueueId> wishes = opening.wishes();
    if (!wishes.isEmpty()) {
      committer.submit(new WishTask(wishes));
    }
    opening.unreadable().forEach((id, reason) -> setAside(id, reason));
  }

  private void setAside(QueueId id, String reason) {
    committer.submit(new AsideTask(id, reason, disk, bodies, aside));
  }

  private Optional<Dossier> readForClaim(QueueId id) {
    try {
      return disk.read(id);
    } catch (UnreadableRecordException unreadable) {
      setAside(id, String.valueOf(unreadable.getMessage()));
    } catch (DiskFault fault) {
      if (fault.isCorruption()) {
        setAside(id, fault.detail());
      } else {
        committer.submit(new FaultTask(fault));
      }
    }
    return Optional.empty();
  }

  // ---- what the front asks for ---------------------------------------------------------------------------------------

  boolean isPaused() {
    return paused;
  }

  CompletionStage<Void> pause(boolean pause) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    committer.submit(new SmallTask(batch -> Meta.paused(batch.changes(), pause), () -> paused = pause, result));
    return result;
  }

  long acknowledged() {
    return acknowledged;
  }

  synchronized void acknowledge(long upTo) {
    acknowledged = Math.max(acknowledged, upTo);
    upkeep.acknowledge(acknowledged);
  }

  Clock clock() {
    return clock;
  }

  StoreHealth health() {
    return condition.health(aside.count());
  }

  Condition condition() {
    return condition;
  }

  Ticks ids() {
    return ids;
  }

  BodyFolder bodies() {
    return bodies;
  }

  MemoryBudget budget() {
    return budget;
  }

  StoreThreads threads() {
    return threads;
  }

  Committer committer() {
    return committer;
  }

  OpenWork work() {
    return work;
  }

  Listeners listeners() {
    return listeners;
  }

  Reading reading() {
    return reading;
  }

  Slices slices() {
    return slices;
  }

  Upkeep upkeep() {
    return upkeep;
  }

  @Override
  public synchronized void close() {
    if (condition.state() != StoreHealth.State.CLOSED) {
      condition.closed();
      committer.close();
      threads.close();
      disk.close();
      lock.close();
    }
  }
}
