package org.karamail.rocksdb.internal.db;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The database as the store uses it. Safe on any thread; one thread writes. Every method throws {@link DiskFault} when the
 * disk does not serve it, or once it is closed.
 */
public interface Database extends AutoCloseable {

  /** Opens the database in a folder, or makes it. */
  interface Source {
    Database open(Path folder, Recovery recovery);
  }

  /** Takes entries one by one. */
  interface Visitor {
    /** Takes an entry; answers whether to go on. */
    boolean visit(byte[] key, byte[] value);
  }

  Optional<byte[]> get(Family family, byte[] key);

  /** The same, without looking at the block's checksum: of a damaged block the sound entries can be read. */
  Optional<byte[]> getUnchecked(Family family, byte[] key);

  /** The values of several keys, in their order. */
  List<Optional<byte[]>> getAll(Family family, List<byte[]> keys);

  /** Visits entries in the order of their keys, from a key on, as they are now. */
  void scan(Family family, byte[] from, Visitor visitor);

  /**
   * Visits what can be read of a damaged family, in no certain order: from both ends up to the damage, checksums of the
   * blocks not looked at. Values carry checksums of their own.
   */
  void salvage(Family family, Visitor visitor);

  /** The last key of a family. */
  Optional<byte[]> lastKey(Family family);

  /** Writes changes in one batch and syncs it to the disk. */
  void write(List<Changes> all);

  /** Writes a consistent copy into a folder that does not exist; files that do not change any more are linked. */
  void copyTo(Path folder);

  /** Waits for the calls under way and closes. Does nothing the second time. */
  @Override
  void close();
}
