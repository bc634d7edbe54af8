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
import org.karamail.rocksdb.internal.db.Folders;
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
 *   <li>it does not open: it is moved aside whole, and a new one made of what its files hold; every message is doubtful;
 *   <li>damage is met when it is read: what is whole is copied into a new one; every message is doubtful.
 * </ol>
 *
 * <p>What is doubtful is HELD: what was lost may be that it was delivered. RocksDB by itself would drop what is behind the
 * damage without a word.
 */
public final class Mending {

  private static final Logger LOG = LoggerFactory.getLogger(Mending.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

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
    Replacement.finish(folder);
    DatabaseFiles files = new DatabaseFiles(folder);
    if (files.haveLostTheirHead() && !files.restoreHead()) {
      return anew("its manifest is lost");
    }
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
    LOG.error(
        "the queue's database is damaged; its log is copied to {}, and damaged records in it are passed over: {}",
        copy,
        damage);
    doubts.add(behindDamage(LogCopy.make(folder, copy)));
    try {
      return mended(source.open(folder, Recovery.DAMAGED_LOG), true);
    } catch (DiskFault fault) {
      throwUnlessDamage(fault);
      return anew(fault.detail());
    }
  }

  private static Set<QueueId> behindDamage(List<Path> logs) {
    Set<QueueId> ids = new HashSet<>();
    try {
      DamagedLog.read(
          logs,
          (changes, isBehindDamage) -> {
            if (isBehindDamage) {
              changes.keys().stream().filter(Keys::namesMessage).map(Keys::id).forEach(ids::add);
            }
          });
    } catch (IOException failed) {
      throw new DiskFault("the copy of the damaged log cannot be read: " + failed, failed);
    }
    return ids;
  }

  private Mended anew(String damage) {
    LOG.error("the queue's database does not open; what its files hold goes into a new one: {}", damage);
    doubts.addAll();
    new Rescue(source, folder).run();
    return replaced();
  }

  /**
   * Makes a sound database of what can be read of one that is open and damaged, and puts it in its place.
   *
   * @param unreadable takes what cannot be read whole
   */
  public Mended rebuild(Database damaged, String damage, Rebuild.Aside unreadable) {
    LOG.error("the queue's database is damaged and is copied, as far as it can be read, into a new one: {}", damage);
    doubts.addAll();
    new Rebuild(source, folder, unreadable).copy(damaged);
    damaged.close();
    return replaced();
  }

  private Mended replaced() {
    Path copy = newEntry("db-");
    move(folder, copy);
    LOG.error("the damaged database lies in {} for inspection", copy);
    Replacement.finish(folder);
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
      Folders.sync(from.resolveSibling(""));
    } catch (IOException failed) {
      throw new DiskFault("the damaged database cannot be moved to " + to + ": " + failed, failed);
    }
  }
}
