package org.karamail.rocksdb.internal.body;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.karamail.model.QueueId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bodies that are too large for the database: a file each, named by the message's id.
 *
 * <p>A file is written and synced, then its folder, then the message is committed. It is unlinked when the message's removal
 * is on disk and nobody reads it any more. What a crash leaves in between is a file without a message; the next start sweeps
 * it away before anything is taken in.
 *
 * <p>Safe on any thread.
 */
public final class BodyFolder {

  private static final Logger LOG = LoggerFactory.getLogger(BodyFolder.class);

  private final Path folder;
  private final Map<QueueId, Integer> readers = new HashMap<>();
  private final Set<QueueId> doomed = new HashSet<>();
  private int kept;

  /** A folder that is made before it is used. */
  public BodyFolder(Path folder) {
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  /** Where a body lies. */
  public Path file(QueueId id) {
    return folder.resolve(id.toString());
  }

  FileChannel append(QueueId id) throws IOException {
    return FileChannel.open(file(id), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Puts the folder itself on disk, and so the names in it. */
  void sync() throws IOException {
    try (FileChannel itself = FileChannel.open(folder, StandardOpenOption.READ)) {
      itself.force(true);
    }
  }

  /**
   * Opens a body for reading.
   *
   * @throws IOException if it is gone, or cannot be read
   */
  InputStream open(QueueId id) throws IOException {
    synchronized (readers) {
      if (doomed.contains(id)) {
        throw new NoSuchFileException(file(id).toString(), null, "the message is finished");
      }
      InputStream stream = Files.newInputStream(file(id));
      readers.merge(id, 1, Integer::sum);
      return new CountedStream(stream, () -> closed(id));
    }
  }

  /** Unlinks a body, now or when its last reader has closed. */
  public void discard(QueueId id) throws IOException {
    synchronized (readers) {
      if (kept > 0 || readers.containsKey(id)) {
        doomed.add(id);
      } else {
        Files.deleteIfExists(file(id));
      }
    }
  }

  private void closed(QueueId id) throws IOException {
    synchronized (readers) {
      int left = readers.getOrDefault(id, 1) - 1;
      if (left > 0) {
        readers.put(id, left);
        return;
      }
      readers.remove(id);
      if (kept == 0 && doomed.remove(id)) {
        Files.deleteIfExists(file(id));
      }
    }
  }

  /** Lets no body be unlinked until {@link #keepNoLonger}. */
  public void keepAll() {
    synchronized (readers) {
      kept++;
    }
  }

  /** Unlinks what was discarded meanwhile. */
  public void keepNoLonger() throws IOException {
    synchronized (readers) {
      kept--;
      for (QueueId id : List.copyOf(doomed)) {
        if (kept == 0 && !readers.containsKey(id)) {
          doomed.remove(id);
          Files.deleteIfExists(file(id));
        }
      }
    }
  }

  /** Links every body into another folder, or copies it where links do not reach. */
  public void copyTo(Path other) throws IOException {
    Files.createDirectories(other);
    for (QueueId id : ids()) {
      copy(file(id), other.resolve(id.toString()));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (NoSuchFileException gone) {
      LOG.debug("{} was an unfinished draft", from);
    } catch (UnsupportedOperationException | FileSystemException noLink) {
      Files.copy(from, to);
    }
  }

  /** The bodies that no message owns; asked only before anything is taken in. */
  public List<QueueId> orphans(Predicate<QueueId> owned) throws IOException {
    return ids().stream().filter(owned.negate()).toList();
  }

  /** Every body there is. */
  public List<QueueId> ids() throws IOException {
    List<QueueId> ids = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        QueueId.parse(String.valueOf(file.getFileName())).ifPresent(ids::add);
      }
    }
    return ids;
  }
}
