package org.karamail.rocksdb.internal.recovery;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.db.Changes;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.BodyPlace;
import org.karamail.rocksdb.internal.record.Keys;
import org.karamail.rocksdb.internal.record.MessageRecord;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.rocksdb.internal.record.UnreadableRecordException;

/**
 * Copies what can be read of a damaged database into a new one beside it, message by message: one that is whole is copied,
 * of one that is not everything that can be read goes aside. Runs while the store is closed.
 */
public final class Rebuild {

  /** Takes records of messages that are not whole. */
  public interface Aside {
    void put(QueueId id, String name, byte[] octets);
  }

  private final Database.Source source;
  private final Path folder;
  private final Aside aside;

  Rebuild(Database.Source source, Path folder, Aside aside) {
    this.source = source;
    this.folder = folder;
    this.aside = aside;
  }

  void copy(Database damaged) {
    try (Replacement target = new Replacement(source, folder)) {
      copyAll(damaged, target, Family.META);
      for (QueueId id : ids(damaged)) {
        copy(damaged, target, id);
      }
      copyAll(damaged, target, Family.KEPT);
      copyAll(damaged, target, Family.HISTORY);
      copyAll(damaged, target, Family.OUTBOX);
      target.complete();
    }
  }

  private static void copyAll(Database damaged, Replacement target, Family family) {
    damaged.salvage(
        family,
        (key, value) -> {
          target.put(family, key, value);
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

  private void copy(Database damaged, Replacement target, QueueId id) {
    Map<String, byte[]> found = new LinkedHashMap<>();
    try {
      target.add(whole(damaged, id, found));
    } catch (UnreadableRecordException | DiskFault unreadable) {
      found.put("why", String.valueOf(unreadable.getMessage()).getBytes(StandardCharsets.UTF_8));
      found.forEach((name, octets) -> aside.put(id, name, octets));
    }
  }

  private static Changes whole(Database damaged, QueueId id, Map<String, byte[]> found) {
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
    return changes;
  }

  private static Optional<byte[]> find(
      Database damaged, Family family, byte[] key, String name, Map<String, byte[]> found) {
    Optional<byte[]> value = damaged.getUnchecked(family, key);
    value.ifPresent(octets -> found.put(name, octets));
    return value;
  }
}
