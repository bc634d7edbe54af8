package org.karamail.rocksdb.internal.recovery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Folders;

/**
 * Which messages are doubtful, in a file beside the database until they are held: mending takes the damage away, and with it
 * all that tells them from the others, should the process end in between.
 */
final class Doubts {

  private static final String ALL = "*";

  private final Path file;

  Doubts(Path file) {
    this.file = file;
  }

  void addAll() {
    append(List.of(ALL));
  }

  void add(Collection<QueueId> ids) {
    append(ids.stream().map(QueueId::toString).toList());
  }

  private void append(List<String> lines) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer text = ByteBuffer.wrap(("\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
      Folders.sync(folder());
    } catch (IOException failed) {
      throw new DiskFault("what is doubtful cannot be written to " + file + ": " + failed, failed);
    }
  }

  private Path folder() {
    return file.resolveSibling("");
  }

  boolean areAny() {
    return Files.exists(file);
  }

  boolean areAll() {
    return lines().contains(ALL);
  }

  Set<QueueId> ids() {
    Set<QueueId> ids = new HashSet<>();
    lines().stream().map(QueueId::parse).flatMap(Optional::stream).forEach(ids::add);
    return ids;
  }

  private List<String> lines() {
    try {
      return areAny() ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
    } catch (IOException failed) {
      throw new DiskFault("what is doubtful cannot be read from " + file + ": " + failed, failed);
    }
  }

  void settle() {
    try {
      if (Files.deleteIfExists(file)) {
        Folders.sync(folder());
      }
    } catch (IOException failed) {
      throw new DiskFault("the list " + file + " cannot be removed: " + failed, failed);
    }
  }
}
