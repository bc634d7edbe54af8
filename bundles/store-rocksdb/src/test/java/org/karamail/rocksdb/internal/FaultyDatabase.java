package org.karamail.rocksdb.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.karamail.rocksdb.internal.db.Changes;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.db.Recovery;
import org.karamail.rocksdb.internal.db.RocksDatabase;

/** A real database on a disk that fails when a test says so. */
final class FaultyDatabase implements Database {

  /** What is to fail, and how often. */
  static final class Faults implements Database.Source {
    /** So many writes fail before anything has reached the disk. */
    final AtomicInteger lostWrites = new AtomicInteger();

    /** So many writes reach the disk and fail all the same, as when the sync fails. */
    final AtomicInteger doubtfulWrites = new AtomicInteger();

    /** So often the database does not open. */
    final AtomicInteger refusedOpens = new AtomicInteger();

    /** So many reads of single entries fail. */
    final AtomicInteger failedReads = new AtomicInteger();

    final AtomicInteger opened = new AtomicInteger();

    @Override
    public Database open(Path folder, Recovery recovery) {
      if (strikes(refusedOpens)) {
        throw new DiskFault("no disk today");
      }
      opened.incrementAndGet();
      return new FaultyDatabase(RocksDatabase.open(folder, recovery), this);
    }

    private static boolean strikes(AtomicInteger left) {
      return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }
  }

  private final Database sound;
  private final Faults faults;

  private FaultyDatabase(Database sound, Faults faults) {
    this.sound = sound;
    this.faults = faults;
  }

  @Override
  public void write(List<Changes> all) {
    if (Faults.strikes(faults.lostWrites)) {
      throw new DiskFault("the write is lost");
    }
    sound.write(all);
    if (Faults.strikes(faults.doubtfulWrites)) {
      throw new DiskFault("the sync fails");
    }
  }

  @Override
  public Optional<byte[]> get(Family family, byte[] key) {
    if (Faults.strikes(faults.failedReads)) {
      throw new DiskFault("the read fails");
    }
    return sound.get(family, key);
  }

  @Override
  public Optional<byte[]> getUnchecked(Family family, byte[] key) {
    return sound.getUnchecked(family, key);
  }

  @Override
  public List<Optional<byte[]>> getAll(Family family, List<byte[]> keys) {
    return sound.getAll(family, keys);
  }

  @Override
  public void scan(Family family, byte[] from, Visitor visitor) {
    sound.scan(family, from, visitor);
  }

  @Override
  public void salvage(Family family, Visitor visitor) {
    sound.salvage(family, visitor);
  }

  @Override
  public Optional<byte[]> lastKey(Family family) {
    return sound.lastKey(family);
  }

  @Override
  public void copyTo(Path folder) {
    sound.copyTo(folder);
  }

  @Override
  public void close() {
    sound.close();
  }
}
