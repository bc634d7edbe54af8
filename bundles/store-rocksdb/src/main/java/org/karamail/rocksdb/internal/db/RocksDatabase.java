package org.karamail.rocksdb.internal.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The one owner of everything native. A call into a closed RocksDB kills the JVM, so every call holds a share of a lock
 * that {@link #close} takes whole: close waits for the calls under way, later ones throw {@link DiskFault}.
 *
 * <p>Safe on any thread; one thread writes.
 */
public final class RocksDatabase implements Database {

  private static final long READ_AHEAD = 1 << 20;
  private static final long LARGEST_ROOM = 64 << 20;

  /** What a change takes in a batch beside its key and value, and a batch beside its changes; no less than that. */
  private static final long HEAD = 16;

  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private final Handles handles;
  private boolean closed;

  private RocksDatabase(Handles handles) {
    this.handles = handles;
  }

  /**
   * Opens the database in a folder, or makes it.
   *
   * @throws DiskFault if it cannot be read, or another process has it open
   */
  public static Database open(Path folder, Recovery recovery) {
    try {
      Files.createDirectories(folder);
      return new RocksDatabase(Handles.open(folder, recovery));
    } catch (RocksDBException failed) {
      throw new DiskFault("the database in " + folder + " does not open", failed);
    } catch (IOException failed) {
      throw new DiskFault("the folder " + folder + " cannot be made: " + failed, failed);
    }
  }

  /** A call into RocksDB. */
  private interface Call<T> {
    T run(Handles handles) throws RocksDBException;
  }

  private <T> T call(String doing, Call<T> call) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new DiskFault("the database is closed");
      }
      return call.run(handles);
    } catch (RocksDBException failed) {
      throw new DiskFault(doing, failed);
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  public Optional<byte[]> get(Family family, byte[] key) {
    return call("read", open -> Optional.ofNullable(open.rocks().get(open.family(family), key)));
  }

  @Override
  public Optional<byte[]> getUnchecked(Family family, byte[] key) {
    return call(
        "read",
        open -> {
          try (ReadOptions options = new ReadOptions().setVerifyChecksums(false).setFillCache(false)) {
            return Optional.ofNullable(open.rocks().get(open.family(family), options, key));
          }
        });
  }

  @Override
  public List<Optional<byte[]>> getAll(Family family, List<byte[]> keys) {
    return keys.isEmpty() ? List.of() : call("read", open -> getAll(open, family, keys));
  }

  private static List<Optional<byte[]>> getAll(Handles open, Family family, List<byte[]> keys)
      throws RocksDBException {
    List<ColumnFamilyHandle> families = Collections.nCopies(keys.size(), open.family(family));
    List<Optional<byte[]>> values = new ArrayList<>(keys.size());
    for (byte[] value : open.rocks().multiGetAsList(families, keys)) {
      values.add(Optional.ofNullable(value));
    }
    return values;
  }

  @Override
  public void scan(Family family, byte[] from, Visitor visitor) {
    call(
        "scan",
        open -> {
          try (ReadOptions options = new ReadOptions().setReadaheadSize(READ_AHEAD);
              RocksIterator entries = open.rocks().newIterator(open.family(family), options)) {
            entries.seek(from);
            while (entries.isValid() && visitor.visit(entries.key(), entries.value())) {
              entries.next();
            }
            entries.status();
            return true;
          }
        });
  }

  @Override
  public void salvage(Family family, Visitor visitor) {
    call(
        "salvage",
        open -> {
          try (ReadOptions options = new ReadOptions().setVerifyChecksums(false).setFillCache(false);
              RocksIterator entries = open.rocks().newIterator(open.family(family), options)) {
            Salvage.of(entries, visitor).run();
            return true;
          }
        });
  }

  @Override
  public Optional<byte[]> lastKey(Family family) {
    return call(
        "read",
        open -> {
          try (RocksIterator entries = open.rocks().newIterator(open.family(family))) {
            entries.seekToLast();
            entries.status();
            return entries.isValid() ? Optional.of(entries.key()) : Optional.empty();
          }
        });
  }

  @Override
  public void write(List<Changes> all) {
    call(
        "write",
        open -> {
          try (WriteBatch batch = new WriteBatch(room(all))) {
            BatchTarget target = new BatchTarget(open, batch);
            all.forEach(changes -> changes.writeTo(target));
            open.rocks().write(open.synced(), batch);
            return true;
          }
        });
  }

  /** For all of them with their heads, so that the batch need not move what it holds while it grows. */
  private static int room(List<Changes> all) {
    return (int) Math.min(LARGEST_ROOM, all.stream().mapToLong(changes -> changes.octets() + HEAD * changes.size()).sum() + HEAD);
  }

  @Override
  public void copyTo(Path folder) {
    call(
        "copy",
        open -> {
          try (Checkpoint checkpoint = Checkpoint.create(open.rocks())) {
            checkpoint.createCheckpoint(folder.toString());
            return true;
          }
        });
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        handles.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }
}
