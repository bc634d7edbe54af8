package org.karamail.rocksdb.internal.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.db.DamagedLog;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Recovery;
import org.karamail.rocksdb.internal.record.Keys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the database, damaged or not.
 *
 * <p>A crash may tear the end of a log; that is no damage, and nothing that was acknowledged is lost. Anything else is taken
 * step by step, and each step first puts a copy of what it is about to change into {@code aside/}:
 *
 * <ol>
 *   <li>damaged records of the log are passed over; messages that the records behind them touch are doubtful;
 *   <li>damaged tables are left out; every message is doubtful;
 *   <li>nothing opens: the database is moved aside whole, and a new one made.
 * </ol>
 *
 * <p>RocksDB by itself would drop what is behind the damage without a word.
 */
public final class Mending {

  private static final Logger LOG = LoggerFactory.getLogger(Mending.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final int LONGEST_KEY_WITHOUT_MESSAGE = 9;

  private final Database.Source source;
  private final Path folder;
  private final Path aside;
  private final Clock clock;
  private final Doubts doubts;

  /**
   * Mending of one database.
   *
   * @param folder the database
   * @param aside where copies of what is damaged go
   */
  public Mending(Database.Source source, Path folder, Path aside, Clock clock) {
    this.source = source;
    this.folder = folder;
    this.aside = aside;
    this.clock = clock;
    this.doubts = new Doubts(folder.resolveSibling(folder.getFileName() + ".doubtful"));
  }

  /**
   * Opens the database.
   *
   * @throws DiskFault if it cannot be read or written at all
   */
  public Mended open() {
    Rebuild.finish(folder);
    try {
      return mended(source.open(folder, Recovery.TORN_TAIL), doubts.areAny());
    } catch (DiskFault fault) {
      throwUnlessDamage(fault);
      return withDamagedLog(fault.detail());
    }
  }

  private Mended mended(Database database, boolean wasDamaged) {
    return new Mended(database, wasDamaged, doubts.ids(), doubts.areAll());
  }

  /** Everything doubtful is held: forget which it was. */
  public void settle() {
    doubts.settle();
  }

  private Mended withDamagedLog(String damage) {
    Path copy = newEntry("log-");
    LOG.error("the queue's log is damaged; it is copied to {} and what can be read of it is used: {}", copy, damage);
    doubts.add(behindDamage(LogCopy.make(folder, copy)));
    try {
      return mended(source.open(folder, Recovery.DAMAGED_LOG), true);
    } catch (DiskFault fault) {
      throwUnlessDamage(fault);
      return withDamagedTables(fault.detail());
    }
  }

  private static Set<QueueId> behindDamage(List<Path> logs) {
    Set<QueueId> ids = new HashSet<>();
    try {
      DamagedLog.read(
          logs,
          key -> {
            if (key.length > LONGEST_KEY_WITHOUT_MESSAGE) {
              ids.add(Keys.id(key));
            }
          });
    } catch (IOException failed) {
      throw new DiskFault("the copy of the damaged log cannot be read: " + failed, failed);
    }
    return ids;
  }

  private Mended withDamagedTables(String damage) {
    Path copy = newEntry("db-");
    LOG.error("tables of the queue are damaged; they are copied to {} and the sound ones are used: {}", copy, damage);
    FolderCopy.link(folder, copy);
    doubts.addAll();
    try {
      return mended(source.open(folder, Recovery.DAMAGED_TABLES), true);
    } catch (DiskFault fault) {
      throwUnlessDamage(fault);
      return anew(fault.detail());
    }
  }

  private Mended anew(String damage) {
    Path copy = newEntry("db-unreadable-");
    LOG.error("nothing of the queue's database can be read; it lies in {} and a new one is made: {}", copy, damage);
    move(folder, copy);
    return mended(source.open(folder, Recovery.TORN_TAIL), true);
  }

  /**
   * Makes a sound database of what can be read of one that is open and damaged, and puts it in its place.
   *
   * @param unreadable takes what cannot be read whole
   */
  public Mended rebuild(Database damaged, String damage, Rebuild.Aside unreadable) {
    LOG.error("the queue's database is damaged and is copied, as far as it can be read, into a new one: {}", damage);
    Rebuild rebuild = new Rebuild(source, folder, unreadable);
    rebuild.copy(damaged);
    damaged.close();
    move(folder, newEntry("db-"));
    Rebuild.finish(folder);
    return mended(source.open(folder, Recovery.TORN_TAIL), true);
  }

  private static void throwUnlessDamage(DiskFault fault) {
    if (!fault.isCorruption()) {
      throw fault;
    }
  }

  private Path newEntry(String kind) {
    String name = kind + STAMP.format(clock.instant());
    Path entry = aside.resolve(name);
    for (int i = 2; Files.exists(entry); i++) {
      entry = aside.resolve(name + "-" + i);
    }
    return entry;
  }

  private static void move(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new DiskFault("the damaged database cannot be moved to " + to + ": " + failed, failed);
    }
  }
}
