package org.karamail.rocksdb.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.body.BodyFolder;
import org.karamail.rocksdb.internal.commit.Batch;
import org.karamail.rocksdb.internal.commit.Disk;
import org.karamail.rocksdb.internal.commit.Task;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.Keys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves a message that cannot be read out of the queue, octet for octet, so that it stops nobody. */
final class AsideTask implements Task {

  private static final Logger LOG = LoggerFactory.getLogger(AsideTask.class);

  private final QueueId id;
  private final String reason;
  private final Disk disk;
  private final BodyFolder bodies;
  private final Aside aside;

  AsideTask(QueueId id, String reason, Disk disk, BodyFolder bodies, Aside aside) {
    this.id = id;
    this.reason = reason;
    this.disk = disk;
    this.bodies = bodies;
    this.aside = aside;
  }

  @Override
  public void prepare(Batch batch) {
    Database database = disk.database();
    byte[] key = Keys.message(id);
    take(batch, database, Family.MESSAGE, key, "message");
    take(batch, database, Family.BODY, key, "body");
    recipients(database).forEach((index, value) -> {
      aside.put(id, "recipient-" + index, value);
      batch.changes().delete(Family.RECIPIENT, Keys.recipient(id, index));
    });
    batch.changes().delete(Family.KEPT, key);
    aside.move(id, bodies);
  }

  private void take(Batch batch, Database database, Family family, byte[] key, String name) {
    read(database, family, key).ifPresent(value -> aside.put(id, name, value));
    batch.changes().delete(family, key);
  }

  private static Optional<byte[]> read(Database database, Family family, byte[] key) {
    try {
      return database.get(family, key);
    } catch (DiskFault fault) {
      if (fault.isCorruption()) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  private Map<Integer, byte[]> recipients(Database database) {
    Map<Integer, byte[]> recipients = new LinkedHashMap<>();
    byte[] first = Keys.message(id);
    database.scan(
        Family.RECIPIENT,
        first,
        (key, value) -> {
          boolean same = Keys.id(key).equals(id);
          if (same) {
            recipients.put(Keys.index(key), value);
          }
          return same;
        });
    return recipients;
  }

  @Override
  public void done() {
    aside.recount();
    LOG.error(
        "message {} cannot be read and lies in {} for inspection: {}", id, aside.folder().resolve(id.toString()), reason);
  }

  @Override
  public void failed(RuntimeException why) {
    LOG.error("message {} cannot be read ({}), nor be set aside: {}", id, reason, why.getMessage());
  }
}
