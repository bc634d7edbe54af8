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
import org.karamail.rocksdb.internal.body.Inflow;
import org.karamail.rocksdb.internal.body.MemoryBudget;
import org.karamail.rocksdb.internal.commit.Batch;
import org.karamail.rocksdb.internal.commit.Committer;
import org.karamail.rocksdb.internal.commit.Disk;
import org.karamail.rocksdb.internal.commit.Home;
import org.karamail.rocksdb.internal.commit.Task;
import org.karamail.rocksdb.internal.commit.Ticks;
import org.karamail.rocksdb.internal.db.Changes;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.record.UnreadableRecordException;
import org.karamail.rocksdb.internal.recovery.Mending;
import org.karamail.rocksdb.internal.work.Dossier;
import org.karamail.rocksdb.internal.work.OpenWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a store, put together: the one place that knows them all. */
final class Rooms implements Home, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);
  private static final long DRAFTS_IN_MEMORY = 32L << 20;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration ACKNOWLEDGE_EVERY = Duration.ofSeconds(10);

  private final StoreFolder folder;
  private final Premises premises;
  private final QueuePolicy policy;
  private final Clock clock;
  private final OutboxReader reader;
  private final Disk disk = new Disk();
  private final OpenWork work = new OpenWork(this::readForClaim);
  private final Listeners listeners = new Listeners();
  private final MemoryBudget budget = new MemoryBudget(DRAFTS_IN_MEMORY);
  private final Inflow inflow = new Inflow();
  private final StoreThreads threads = new StoreThreads();
  private final BodyFolder bodies;
  private final Ballast ballast;
  private final Condition condition;
  private final Ticks ids;
  private final Ticks positions;
  private final Aside aside;
  private final Reading reading;
  private final Committer committer;
  private final Mending mending;
  private final Opening opening;
  private final Repairs repairs;
  private final Slices slices;
  private final Upkeep upkeep;
  private volatile boolean paused;
  private volatile long acknowledged;

  private Rooms(
      StoreFolder folder,
      Path nativeFolder,
      Clock clock,
      QueuePolicy policy,
      OutboxReader reader,
      Database.Source source) {
    this.folder = folder;
    this.premises = new Premises(folder, nativeFolder);
    this.policy = policy;
    this.clock = clock;
    this.reader = reader;
    this.bodies = new BodyFolder(folder.bodies());
    this.ballast = new Ballast(folder.ballast());
    this.condition = new Condition(folder.root(), policy, ballast);
    this.ids = new Ticks(clock, 0);
    this.positions = new Ticks(clock, 0);
    this.aside = new Aside(folder.aside());
    this.reading = new Reading(disk, work, bodies, clock, this::setAside);
    this.committer = new Committer(this, disk, work);
    this.mending = new Mending(source, folder.database(), folder.aside(), clock);
    this.opening = new Opening(folder, mending, aside, disk, work, ids, positions, clock);
    this.repairs = new Repairs(disk, work, bodies, aside);
    this.slices = new Slices(reading, committer, threads.upkeep());
    this.upkeep = new Upkeep(disk, committer, bodies, threads, policy, clock, () -> acknowledged);
  }

  static Rooms open(
      StoreFolder folder,
      Path nativeFolder,
      Clock clock,
      QueuePolicy policy,
      OutboxReader reader,
      Database.Source source) {
    Rooms rooms = new Rooms(folder, nativeFolder, clock, policy, reader, source);
    rooms.open();
    return rooms;
  }

  /** A disk that fails now is tried again in the background; everything else refuses the start. */
  private void open() {
    try {
      reopen(List.of(), List.of(), false);
      condition.opened();
    } catch (DiskFault fault) {
      failed(fault);
      committer.submit(new FaultTask(fault));
    } catch (RuntimeException refused) {
      close();
      throw refused;
    }
    committer.start();
    threads.every(LOOK_EVERY, this::look);
    upkeep.start();
    if (reader == OutboxReader.HISTORY) {
      threads.every(ACKNOWLEDGE_EVERY, this::acknowledgeAll);
    }
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
    condition.loadBallast();
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
  public void reopen(List<Changes> inHand, Collection<Lease> ended, boolean damaged) {
    premises.furnish();
    Opening.Found found = opening.open(inHand, ended, damaged);
    paused = Meta.isPaused(disk.database());
    acknowledged = Meta.acknowledged(disk.database());
    repairs.sweep(found.mended());
    List<Task> first = repairs.tasks(found);
    committer.commitNow(first);
    repairs.report(first);
    mending.settle();
    aside.recount();
  }

  @Override
  public void reopened() {
    condition.opened();
    LOG.info("the queue in {} works again", folder.root());
    listeners.tell();
  }

  private void setAside(QueueId id, String reason) {
    committer.submit(repairs.setAside(id, reason));
  }

  private Optional<Dossier> readForClaim(QueueId id) {
    try {
      return disk.read(id);
    } catch (UnreadableRecordException unreadable) {
      setAside(id, String.valueOf(unreadable.getMessage()));
    } catch (DiskFault fault) {
      report(fault);
    }
    return Optional.empty();
  }

  // ---- what the front asks for ---------------------------------------------------------------------------------------

  /** Lets the committer open the database anew: a reader met a fault. */
  void report(DiskFault fault) {
    if (condition.isOpen()) {
      committer.submit(new FaultTask(fault));
    }
  }

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

  StoreHealth health() {
    return condition.health(aside.count());
  }

  Clock clock() {
    return clock;
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

  Inflow inflow() {
    return inflow;
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
  public void close() {
    if (condition.close()) {
      committer.close();
      threads.close();
      disk.close();
      premises.close();
    }
  }
}
