package org.karamail.rocksdb.internal.recovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.db.Changes;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.db.Recovery;
import org.karamail.rocksdb.internal.record.BodyPlace;
import org.karamail.rocksdb.internal.record.Keys;
import org.karamail.rocksdb.internal.record.MessageRecord;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.rocksdb.internal.record.UnreadableRecordException;

/**
 * Copies what can be read of a damaged database into a new one beside it, message by message: one that is whole is copied,
 * of one that is not everything that can be read goes aside. Runs while the store is closed.
 *
 * <p>The copy is made in {@code db.new}; {@code db.whole} is its name once it is complete, so that a crash at any moment
 * leaves either the old database or the new one.
 */
public final class Rebuild {

  /** Takes records of messages that are not whole. */
  public interface Aside {
    void put(QueueId id, String name, byte[] octets);
  }

  private static final long BATCH = 4L << 20;

  private final Database.Source source;
  private final Path folder;
  private final Aside aside;
  private Changes pending = new Changes();

  Rebuild(Database.Source source, Path folder, Aside aside) {
    this.source = source;
    this.folder = folder;
    this.aside = aside;
  }

  /** Completes a rebuild that a crash has interrupted, or clears it away when its copy is not complete. */
  static void finish(Path folder) {
    Path whole = folder.resolveSibling(folder.getFileName() + ".whole");
    try {
      if (Files.exists(whole) && !Files.exists(folder)) {
        Files.move(whole, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      delete(whole);
      delete(folder.resolveSibling(folder.getFileName() + ".new"));
    } catch (IOException failed) {
      throw new DiskFault("what is left of a rebuild beside " + folder + " cannot be put in order: " + failed, failed);
    }
  }

  void copy(Database damaged) {
    Path half = folder.resolveSibling(folder.getFileName() + ".new");
    try (Database target = source.open(half, Recovery.TORN_TAIL)) {
      copyAll(damaged, target, Family.META);
      for (QueueId id : ids(damaged)) {
        copy(damaged, id);
        write(target, BATCH);
      }
      copyAll(damaged, target, Family.KEPT);
      copyAll(damaged, target, Family.HISTORY);
      copyAll(damaged, target, Family.OUTBOX);
      write(target, 0);
    }
    try {
      Files.move(half, folder.resolveSibling(folder.getFileName() + ".whole"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new DiskFault("the rebuilt database cannot be renamed: " + failed, failed);
    }
  }

  private void copyAll(Database damaged, Database target, Family family) {
    damaged.salvage(
        family,
        (key, value) -> {
          pending.put(family, key, value);
          write(target, BATCH);
          return true;
        });
  }

  /** What is damaged in one family is named by the other. */
  private static SortedSet<QueueId> ids(Database damaged) {
    SortedSet<QueueId> ids = new TreeSet<>();
    for (Family family : List.of(Family.MESSAGE, Family.RECIPIENT)) {
      damaged.salvage(
          family,
          (key, value) -> {
            try {
              ids.add(Keys.id(key));
            } catch (UnreadableRecordException damagedKey) {
              return true; // the message is named by its other records, or lies in the copy of the whole database
            }
            return true;
          });
    }
    return ids;
  }

  private void copy(Database damaged, QueueId id) {
    Map<String, byte[]> found = new LinkedHashMap<>();
    try {
      copyWhole(damaged, id, found);
    } catch (UnreadableRecordException | DiskFault unreadable) {
      found.put("why", String.valueOf(unreadable.getMessage()).getBytes(StandardCharsets.UTF_8));
      found.forEach((name, octets) -> aside.put(id, name, octets));
    }
  }

  private void copyWhole(Database damaged, QueueId id, Map<String, byte[]> found) {
    byte[] key = Keys.message(id);
    Optional<byte[]> value = find(damaged, Family.MESSAGE, key, "message", found);
    Optional<byte[]> body = find(damaged, Family.BODY, key, "body", found);
    MessageRecord message =
        MessageRecord.decode(id, value.orElseThrow(() -> new UnreadableRecordException("its record is lost")));
    Changes changes = new Changes();
    for (int i = 0; i < message.recipients().size(); i++) {
      byte[] recipient = Keys.recipient(id, i);
      String name = "recipient-" + i;
      byte[] state =
          find(damaged, Family.RECIPIENT, recipient, name, found)
              .orElseThrow(() -> new UnreadableRecordException("the record of a recipient is lost"));
      RecipientRecord.decode(recipient, state);
      changes.put(Family.RECIPIENT, recipient, state);
    }
    if (message.place() == BodyPlace.INLINE && message.bodySize() > 0) {
      byte[] octets = body.orElseThrow(() -> new UnreadableRecordException("its body is lost"));
      message.checkBody(octets);
      changes.put(Family.BODY, key, octets);
    }
    changes.put(Family.MESSAGE, key, value.get());
    pending.addAll(changes);
  }

  private static Optional<byte[]> find(
      Database damaged, Family family, byte[] key, String name, Map<String, byte[]> found) {
    Optional<byte[]> value = damaged.getUnchecked(family, key);
    value.ifPresent(octets -> found.put(name, octets));
    return value;
  }

  private void write(Database target, long atLeast) {
    if (pending.octets() > atLeast) {
      target.write(List.of(pending));
      pending = new Changes();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> files = new ArrayList<>();
      try (Stream<Path> all = Files.walk(folder)) {
        all.forEach(files::add);
      }
      for (int i = files.size() - 1; i >= 0; i--) {
        Files.delete(files.get(i));
      }
    }
  }
}
