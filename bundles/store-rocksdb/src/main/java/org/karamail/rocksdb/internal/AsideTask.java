package org.karamail.rocksdb.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.body.BodyFolder;
import org.karamail.rocksdb.internal.commit.Batch;
import org.karamail.rocksdb.internal.commit.Disk;
import org.karamail.rocksdb.internal.commit.Task;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.Keys;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.rocksdb.internal.record.UnreadableRecordException;
import org.karamail.rocksdb.internal.work.Commands;
import org.karamail.rocksdb.internal.work.Dossier;
import org.karamail.rocksdb.internal.work.OpenWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a message that cannot be read whole out of the queue, octet for octet, so that it stops nobody. Its history says so
 * where its own record can still be read. One that is finished meanwhile is left alone.
 */
final class AsideTask implements Task {

  private static final Logger LOG = LoggerFactory.getLogger(AsideTask.class);

  private final QueueId id;
  private final String reason;
  private final Disk disk;
  private final OpenWork work;
  private final BodyFolder bodies;
  private final Aside aside;
  private final List<RecipientRecord> scheduled = new ArrayList<>();
  private boolean found;

  AsideTask(QueueId id, String reason, Disk disk, OpenWork work, BodyFolder bodies, Aside aside) {
    this.id = id;
    this.reason = reason;
    this.disk = disk;
    this.work = work;
    this.bodies = bodies;
    this.aside = aside;
  }

  @Override
  public void prepare(Batch batch) {
    Database database = disk.database();
    Map<Integer, byte[]> recipients = recipients(database);
    Optional<byte[]> message = database.getUnchecked(Family.MESSAGE, Keys.message(id));
    found = message.isPresent() || !recipients.isEmpty();
    if (!found) {
      return;
    }
    message.ifPresent(octets -> aside.put(id, "message", octets));
    recipients.forEach((index, octets) -> aside.put(id, "recipient-" + index, octets));
    body(database).ifPresent(octets -> aside.put(id, "body", octets));
    aside.move(id, bodies);
    tell(batch, recipients);
    delete(batch, recipients);
  }

  private Optional<byte[]> body(Database database) {
    try {
      return database.getUnchecked(Family.BODY, Keys.message(id));
    } catch (DiskFault damaged) {
      return Optional.empty();
    }
  }

  private Map<Integer, byte[]> recipients(Database database) {
    Map<Integer, byte[]> recipients = new TreeMap<>();
    database.scan(
        Family.RECIPIENT,
        Keys.message(id),
        (key, value) -> {
          boolean same = Keys.isRecipient(key) && Keys.id(key).equals(id);
          if (same) {
            recipients.put(Keys.index(key), value);
          }
          return same;
        });
    return recipients;
  }

  private void tell(Batch batch, Map<Integer, byte[]> recipients) {
    try {
      batch.open(id).ifPresent(dossier -> tell(batch, dossier));
    } catch (UnreadableRecordException unreadable) {
      scheduled.addAll(readable(recipients));
    }
  }

  private void tell(Batch batch, Dossier dossier) {
    for (int i = 0; i < dossier.recipients(); i++) {
      if (!dossier.recipient(i).state().isFinal()) {
        batch.take(dossier, i, Commands.setAside(dossier.recipient(i), "set aside: " + reason, batch.now()));
      }
    }
    dossier.remove();
  }

  /** Those of a message in the schedule all are. */
  private List<RecipientRecord> readable(Map<Integer, byte[]> recipients) {
    List<RecipientRecord> readable = new ArrayList<>();
    try {
      recipients.forEach((index, octets) -> readable.add(RecipientRecord.decode(Keys.recipient(id, index), octets)));
      return readable;
    } catch (UnreadableRecordException damaged) {
      return List.of();
    }
  }

  private void delete(Batch batch, Map<Integer, byte[]> recipients) {
    byte[] key = Keys.message(id);
    batch.changes().delete(Family.MESSAGE, key);
    batch.changes().delete(Family.BODY, key);
    batch.changes().delete(Family.KEPT, key);
    recipients.keySet().forEach(index -> batch.changes().delete(Family.RECIPIENT, Keys.recipient(id, index)));
  }

  @Override
  public void done() {
    if (found) {
      work.drop(id, scheduled);
      aside.recount();
      LOG.error(
          "message {} cannot be read and lies in {} for inspection: {}", id, aside.folder().resolve(id.toString()), reason);
    }
  }

  @Override
  public void failed(RuntimeException why) {
    LOG.error("message {} cannot be read ({}), nor be set aside: {}", id, reason, why.getMessage());
  }
}
