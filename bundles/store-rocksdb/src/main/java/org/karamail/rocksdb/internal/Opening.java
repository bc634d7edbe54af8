package org.karamail.rocksdb.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.karamail.model.QueueId;
import org.karamail.queue.Lease;
import org.karamail.rocksdb.internal.commit.Disk;
import org.karamail.rocksdb.internal.commit.Ticks;
import org.karamail.rocksdb.internal.db.Changes;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.Keys;
import org.karamail.rocksdb.internal.recovery.Mended;
import org.karamail.rocksdb.internal.recovery.Mending;
import org.karamail.rocksdb.internal.work.OpenWork;

/** Opens the database and builds from it what is kept in memory: at the start, and again after every failure. */
final class Opening {

  private final StoreFolder folder;
  private final Mending mending;
  private final Aside aside;
  private final Disk disk;
  private final OpenWork work;
  private final Ticks ids;
  private final Ticks positions;
  private final Clock clock;

  Opening(
      StoreFolder folder,
      Mending mending,
      Aside aside,
      Disk disk,
      OpenWork work,
      Ticks ids,
      Ticks positions,
      Clock clock) {
    this.folder = folder;
    this.mending = mending;
    this.aside = aside;
    this.disk = disk;
    this.work = work;
    this.ids = ids;
    this.positions = positions;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param mended the database, and what had to be done to it
   * @param inventory what it holds
   */
  record Found(Mended mended, Inventory inventory) {}

  /**
   * Opens, writes what was in hand before anything else, and reads what there is.
   *
   * @param damaged whether the disk has given damaged data while it was open, so that it has to be gone through
   */
  Found open(List<Changes> inHand, Collection<Lease> ended, boolean damaged) {
    disk.close();
    Mended mended = mending.open();
    disk.use(mended.database());
    Meta.checkFormat(mended.database(), folder);
    if (damaged) {
      mended = rebuild(mended.database(), "damaged data was read or written");
    }
    write(mended.database(), inHand);
    ids.passOver(lastId(mended.database()));
    positions.passOver(lastPosition(mended.database()));
    work.end(ended);
    return takeInventory(mended);
  }

  private Found takeInventory(Mended mended) {
    try {
      return found(mended);
    } catch (DiskFault fault) {
      if (!fault.isCorruption()) {
        throw fault;
      }
      return found(rebuild(mended.database(), fault.detail()));
    }
  }

  private Found found(Mended mended) {
    Inventory inventory = Inventory.take(mended.database(), work, mended.allDoubtful());
    if (mended.wasDamaged()) {
      CrossCheck.torn(mended.database()).forEach(inventory.unreadable()::putIfAbsent);
    }
    return new Found(mended, inventory);
  }

  private Mended rebuild(Database database, String damage) {
    Mended rebuilt = mending.rebuild(database, damage, aside::put);
    disk.use(rebuilt.database());
    return rebuilt;
  }

  private void write(Database database, List<Changes> inHand) {
    Changes opened = new Changes();
    Meta.opened(opened, clock.instant());
    List<Changes> all = new ArrayList<>(inHand);
    all.add(opened);
    database.write(all);
  }

  private static long lastId(Database database) {
    return Math.max(lastId(database, Family.MESSAGE), lastId(database, Family.HISTORY));
  }

  private static long lastId(Database database, Family family) {
    return database.lastKey(family).filter(Keys::namesMessage).map(Keys::id).map(QueueId::ticks).orElse(0L);
  }

  private static long lastPosition(Database database) {
    return Math.max(
        Meta.acknowledged(database),
        database.lastKey(Family.OUTBOX).filter(Keys::isPosition).map(Keys::position).orElse(0L));
  }
}
