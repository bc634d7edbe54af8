package org.karamail.rocksdb.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karamail.model.QueueId;
import org.karamail.queue.Lease;
import org.karamail.rocksdb.internal.commit.Disk;
import org.karamail.rocksdb.internal.commit.Ticks;
import org.karamail.rocksdb.internal.db.Changes;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.Keys;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.rocksdb.internal.record.UnreadableRecordException;
import org.karamail.rocksdb.internal.work.OpenWork;
import org.rocksdb.WALRecoveryMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the database and builds from it what is kept in memory: at the start, and again after every failure. */
final class Opening {

  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private final StoreFolder folder;
  private final Disk disk;
  private final OpenWork work;
  private final Ticks ids;
  private final Ticks positions;
  private final Clock clock;
  private final List<QueueId> wishes = new ArrayList<>();
  private final Map<QueueId, String> unreadable = new LinkedHashMap<>();

  Opening(StoreFolder folder, Disk disk, OpenWork work, Ticks ids, Ticks positions, Clock clock) {
    this.folder = folder;
    this.disk = disk;
    this.work = work;
    this.ids = ids;
    this.positions = positions;
    this.clock = clock;
  }

  /** The messages found last time about which something was asked for while they were leased. */
  List<QueueId> wishes() {
    return List.copyOf(wishes);
  }

  /** The messages found last time that cannot be read, with the reason. */
  Map<QueueId, String> unreadable() {
    return Map.copyOf(unreadable);
  }

  /** Opens, writes what was in hand before anything else, and reads what there is. */
  void open(List<Changes> inHand, Collection<Lease> ended) {
    disk.close();
    Database database = openDatabase();
    disk.use(database);
    Meta.checkFormat(database, folder);
    write(database, inHand);
    ids.passOver(lastId(database));
    positions.passOver(lastPosition(database));
    work.end(ended);
    work.clear();
    read(database);
  }

  /** A torn end of the log is what a power cut leaves; any other damage of it is copied aside before it is passed over. */
  private Database openDatabase() {
    try {
      return Database.open(folder.database(), WALRecoveryMode.TolerateCorruptedTailRecords);
    } catch (DiskFault fault) {
      if (!fault.isCorruption()) {
        throw fault;
      }
      Path copy = DamagedLogs.copyAside(folder, clock.instant());
      LOG.error(
          "the log of the queue in {} is damaged: {}. It was copied to {}; what can be read of it is taken over",
          folder.root(),
          fault.detail(),
          copy);
      return Database.open(folder.database(), WALRecoveryMode.SkipAnyCorruptedRecords);
    }
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
    return database.lastKey(family).map(Keys::id).map(QueueId::ticks).orElse(0L);
  }

  private static long lastPosition(Database database) {
    return Math.max(
        Meta.acknowledged(database), database.lastKey(Family.OUTBOX).map(Keys::position).orElse(0L));
  }

  private void read(Database database) {
    wishes.clear();
    unreadable.clear();
    Gatherer gatherer = new Gatherer();
    database.scan(Family.RECIPIENT, new byte[0], gatherer::take);
    gatherer.flush();
  }

  /** Puts together the recipients of a message, which follow one another. */
  private final class Gatherer {

    private final List<RecipientRecord> recipients = new ArrayList<>();
    private Optional<QueueId> current = Optional.empty();

    boolean take(byte[] key, byte[] value) {
      QueueId id = Keys.id(key);
      if (current.filter(id::equals).isEmpty()) {
        flush();
        current = Optional.of(id);
      }
      try {
        if (Keys.index(key) != recipients.size()) {
          throw new IllegalStateException("recipient " + recipients.size() + " is missing");
        }
        recipients.add(RecipientRecord.decode(value));
      } catch (UnreadableRecordException | IllegalStateException damaged) {
        unreadable.put(id, String.valueOf(damaged.getMessage()));
      }
      return true;
    }

    void flush() {
      current.filter(id -> !unreadable.containsKey(id)).ifPresent(id -> {
        work.add(id, recipients);
        if (recipients.stream().anyMatch(r -> r.wish().isPresent())) {
          wishes.add(id);
        }
      });
      recipients.clear();
    }
  }
}
