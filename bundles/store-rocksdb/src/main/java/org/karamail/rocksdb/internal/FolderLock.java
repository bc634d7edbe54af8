package org.karamail.rocksdb.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Folders;
import org.karamail.rocksdb.internal.db.StoreRefusal;

/** The claim of one process on a queue's folder; a killed process leaves none. */
final class FolderLock implements AutoCloseable {

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder.
   *
   * @throws StoreRefusal if another store has it
   * @throws DiskFault if it cannot be written
   */
  @SuppressWarnings("MustBeClosedChecker") // closed with the lock
  static FolderLock take(StoreFolder folder) {
    try {
      Folders.make(folder.root());
      FileChannel channel =
          FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isTaken(channel)) {
        channel.close();
        throw inUse(folder.root());
      }
      return new FolderLock(channel);
    } catch (IOException failed) {
      throw new DiskFault("the queue folder " + folder.root() + " cannot be used: " + failed, failed);
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException ourselves) {
      return true;
    }
  }

  private static StoreRefusal inUse(Path folder) {
    return new StoreRefusal(
        "the queue folder " + folder + " is in use by another Karamail: stop that one, or give this one its own --data");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw new DiskFault("the lock of the queue folder cannot be closed", failed);
    }
  }
}
