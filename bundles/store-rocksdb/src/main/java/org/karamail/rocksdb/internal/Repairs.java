package org.karamail.rocksdb.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.body.BodyFolder;
import org.karamail.rocksdb.internal.commit.Disk;
import org.karamail.rocksdb.internal.commit.Task;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.Keys;
import org.karamail.rocksdb.internal.recovery.Mended;
import org.karamail.rocksdb.internal.work.OpenWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done about what an opening has found, before anything can be claimed or taken in. */
final class Repairs {

  private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);
  private static final int AT_ONCE = 500;

  private final Disk disk;
  private final OpenWork work;
  private final BodyFolder bodies;
  private final Aside aside;
  private boolean swept;

  Repairs(Disk disk, OpenWork work, BodyFolder bodies, Aside aside) {
    this.disk = disk;
    this.work = work;
    this.bodies = bodies;
    this.aside = aside;
  }

  /** What has to be committed first. */
  List<Task> tasks(Opening.Found found) {
    List<Task> first = new ArrayList<>();
    Inventory inventory = found.inventory();
    inventory.unreadable().forEach((id, reason) -> first.add(setAside(id, reason)));
    if (!inventory.alien().isEmpty()) {
      first.add(new AlienTask(inventory.alien(), aside));
    }
    if (!inventory.wishes().isEmpty()) {
      first.add(new WishTask(inventory.wishes()));
    }
    List<QueueId> doubtful = found.mended().allDoubtful() ? inventory.all() : List.copyOf(found.mended().doubtful());
    for (int i = 0; i < doubtful.size(); i += AT_ONCE) {
      first.add(new RecoveredTask(doubtful.subList(i, Math.min(i + AT_ONCE, doubtful.size()))));
    }
    return first;
  }

  /** Says how much of it waits for a person. */
  void report(List<Task> committed) {
    int held =
        committed.stream()
            .filter(RecoveredTask.class::isInstance)
            .map(RecoveredTask.class::cast)
            .mapToInt(RecoveredTask::held)
            .sum();
    if (held > 0) {
      LOG.error(
          "{} recipients were read back from a damaged store and are HELD; look at them and release or cancel them", held);
    }
  }

  /** Moves one message that cannot be read out of the queue. */
  Task setAside(QueueId id, String reason) {
    return new AsideTask(id, reason, disk, work, bodies, aside);
  }

  /**
   * Clears away body files without a message, once: later there are drafts, whose bodies have no message yet. After damage
   * nothing is deleted, for the message may be among what was lost.
   */
  void sweep(Mended mended) {
    if (swept) {
      return;
    }
    try {
      for (QueueId orphan : bodies.orphans(this::isStored)) {
        if (mended.wasDamaged()) {
          aside.move(orphan, bodies);
        } else {
          bodies.discard(orphan);
        }
      }
      swept = true;
    } catch (IOException failed) {
      throw new DiskFault("the folder " + bodies.folder() + " cannot be swept: " + failed, failed);
    }
  }

  private boolean isStored(QueueId id) {
    return disk.database().get(Family.MESSAGE, Keys.message(id)).isPresent();
  }
}
