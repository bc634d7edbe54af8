package org.karamail.rocksdb.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Folders;
import org.karamail.rocksdb.internal.db.NativeLibrary;

/** What has to be there before the database: the folder, claimed for this process, and RocksDB's library. */
final class Premises implements AutoCloseable {

  private final StoreFolder folder;
  private final Path nativeFolder;
  private Optional<FolderLock> lock = Optional.empty();

  Premises(StoreFolder folder, Path nativeFolder) {
    this.folder = folder;
    this.nativeFolder = nativeFolder;
  }

  /** Makes what is missing; called before each opening. */
  void furnish() {
    if (lock.isEmpty()) {
      lock = Optional.of(FolderLock.take(folder));
    }
    NativeLibrary.load(nativeFolder);
    try {
      Folders.make(folder.bodies());
    } catch (IOException failed) {
      throw new DiskFault("the folder " + folder.bodies() + " cannot be made: " + failed, failed);
    }
  }

  @Override
  public void close() {
    lock.ifPresent(FolderLock::close);
  }
}
