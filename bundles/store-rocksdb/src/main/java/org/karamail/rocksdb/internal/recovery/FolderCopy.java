package org.karamail.rocksdb.internal.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.karamail.rocksdb.internal.db.DiskFault;

/** A copy of a closed database: files that RocksDB never changes are linked, the others copied. */
final class FolderCopy {

  private FolderCopy() {}

  static void link(Path from, Path to) {
    try {
      Files.createDirectories(to);
      for (Path file : files(from)) {
        copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException failed) {
      throw new DiskFault("the damaged database in " + from + " cannot be copied to " + to + ": " + failed, failed);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void copy(Path file, Path target) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".sst") || name.endsWith(".blob")) {
      Files.createLink(target, file);
    } else {
      Files.copy(file, target);
    }
  }
}
