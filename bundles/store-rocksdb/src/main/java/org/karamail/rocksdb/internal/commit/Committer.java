package org.karamail.rocksdb.internal.commit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.queue.store.StoreClosedException;
import org.karamail.rocksdb.internal.db.Changes;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.work.OpenWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: one thread that takes all tasks that wait, lets each add its changes to one batch, writes the batch with
 * one sync, and tells each task. While it syncs, the next tasks gather; so the number of syncs adapts to what the disk can
 * do, and a thousand senders share one.
 *
 * <p><b>When a write fails</b> nobody knows what of it is on disk. What may be given up (new messages: their senders are
 * told 4yz) is given up, and once the database is open again everything of it is deleted before anything new is taken in.
 * What may not be given up (outcomes, commands) stays in memory and is the first thing written. The database is opened anew
 * for that: after a failed sync neither the kernel's cache nor RocksDB's memtables can be trusted to be what the disk holds.
 */
public final class Committer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
  private static final long LARGEST_BATCH = 8L << 20;
  private static final int MOST_TASKS = 2_000;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

  private final Home home;
  private final OpenWork work;
  private final Disk disk;
  private final Waiting waiting = new Waiting();
  private final Thread thread;

  public Committer(Home home, Disk disk, OpenWork work) {
    this.home = home;
    this.disk = disk;
    this.work = work;
    this.thread = new Thread(this::run, "karamail-store-committer");
  }

  public void start() {
    thread.start();
  }

  /** Lets a task be committed; fails it at once when nothing is taken in. */
  public void submit(Task task) {
    if (!waiting.add(task)) {
      refuse(task, waiting.isClosed() ? Closed.shutDown() : Closed.failed("a write has failed"));
    }
  }

  /**
   * Commits tasks at once, on the thread that opens the store, while nothing else is committed.
   *
   * @throws DiskFault if they are not written; they have not failed, and are to be made anew
   */
  public void commitNow(List<Task> tasks) {
    Batch batch = home.newBatch();
    for (Task task : tasks) {
      batch.prepare(task);
      if (batch.octets() > LARGEST_BATCH) {
        commitNow(batch);
        batch = home.newBatch();
      }
    }
    commitNow(batch);
  }

  private void commitNow(Batch batch) {
    if (!batch.toWrite().isEmpty()) {
      disk.database().write(batch.toWrite());
    }
    work.publish(batch.dossiers(), batch.ended());
    batch.done();
  }

  /** Commits what waits and ends. What a failing disk does not take by then fails. */
  @Override
  public void close() {
    waiting.close();
    try {
      thread.join(CLOSE_WITHIN.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Fails a task of which nothing has been written. */
  private static void refuse(Task task, RuntimeException why) {
    task.failed(why);
    task.forgotten();
  }

  private void run() {
    try {
      Optional<Task> first = waiting.take();
      while (first.isPresent()) {
        commitGuarded(first.get());
        first = waiting.take();
      }
    } catch (InterruptedException ended) {
      LOG.error("the committer was interrupted; {} changes are refused", waiting.takeAll().size());
    }
  }

  /** The border that keeps the thread alive: what is behind a sync must not end it. */
  private void commitGuarded(Task first) throws InterruptedException {
    try {
      commit(first);
    } catch (RuntimeException | Error bug) {
      LOG.error("a bug in the store, or in what follows a commit; the queue goes on", bug);
    }
  }

  private void commit(Task first) throws InterruptedException {
    Batch batch = home.newBatch();
    try {
      gather(batch, first);
      List<Changes> changes = batch.toWrite();
      if (!changes.isEmpty()) {
        disk.database().write(changes);
      }
    } catch (DiskFault fault) {
      recover(batch, fault);
      return;
    } catch (RuntimeException | Error bug) {
      LOG.error("a bug in the store: this batch fails, the next is tried", bug);
      recover(batch, new DiskFault("a bug in the store: " + bug, bug));
      return;
    }
    work.publish(batch.dossiers(), batch.ended());
    batch.done();
    home.workArrived();
  }

  private void gather(Batch batch, Task first) {
    Optional<Task> next = Optional.of(first);
    for (int i = 0; next.isPresent(); i++) {
      prepare(batch, next.get());
      next = i < MOST_TASKS && batch.octets() < LARGEST_BATCH ? waiting.poll() : Optional.empty();
    }
  }

  private void prepare(Batch batch, Task task) {
    try {
      batch.prepare(task);
    } catch (DiskFault fault) {
      if (fault.isCorruption() || task.isGivenUpOnFailure()) {
        refuse(task, Closed.failed(fault.detail()));
      } else {
        waiting.putBack(task);
      }
      throw fault;
    } catch (RuntimeException | Error bug) {
      refuse(task, new IllegalStateException("a bug in the store, see the log", bug));
      throw bug;
    }
  }

  private void recover(Batch batch, DiskFault fault) throws InterruptedException {
    StoreClosedException why = Closed.failed(fault.detail());
    home.failed(fault);
    List<Changes> inHand = new ArrayList<>(batch.giveUp(why));
    inHand.addAll(batch.toWrite());
    if (reopen(batch, inHand, fault, why)) {
      waiting.acceptAll();
      home.reopened();
      batch.done();
    } else {
      batch.fail(Closed.shutDown());
      waiting.takeAll().forEach(task -> refuse(task, Closed.shutDown()));
    }
  }

  private boolean reopen(Batch batch, List<Changes> inHand, DiskFault fault, StoreClosedException why)
      throws InterruptedException {
    boolean damaged = fault.isCorruption();
    Duration pause = FIRST_PAUSE;
    while (true) {
      waiting.refuseWhatIsGivenUp().forEach(task -> refuse(task, why));
      try {
        home.reopen(inHand, batch.ended(), damaged);
        return true;
      } catch (DiskFault again) {
        damaged |= again.isCorruption();
        home.failed(again);
      } catch (RuntimeException | Error bug) {
        LOG.error("the store does not open", bug);
        home.failed(new DiskFault("the store does not open: " + bug, bug));
      }
      if (waiting.isClosed()) {
        return false;
      }
      waiting.pause(pause);
      pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
  }
}
