package org.karamail.rocksdb.internal.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.Keys;
import org.karamail.rocksdb.internal.record.MessageRecord;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.rocksdb.internal.record.UnreadableRecordException;
import org.karamail.rocksdb.internal.work.Dossier;

/** The database that is open now: another one after a failure. Safe on any thread. */
public final class Disk {

  private volatile Optional<Database> open = Optional.empty();

  /** Puts another database in the place of the present one, which is closed. */
  public synchronized void use(Database other) {
    close();
    open = Optional.of(other);
  }

  /** Waits for the calls under way and closes. */
  public synchronized void close() {
    open.ifPresent(Database::close);
    open = Optional.empty();
  }

  /**
   * The database.
   *
   * @throws DiskFault while none is open
   */
  public Database database() {
    return open.orElseThrow(() -> new DiskFault("the database is closed"));
  }

  /**
   * Reads a message with all its recipients.
   *
   * @throws DiskFault if the disk does not give it
   * @throws UnreadableRecordException if it is damaged
   */
  public Optional<Dossier> read(QueueId id) {
    Database database = database();
    return database
        .get(Family.MESSAGE, Keys.message(id))
        .map(value -> MessageRecord.decode(id, value))
        .flatMap(message -> recipients(database, id, message).map(all -> Dossier.stored(id, message, all)));
  }

  /** Empty when there are none: then the message was removed since it was read. */
  private static Optional<List<RecipientRecord>> recipients(Database database, QueueId id, MessageRecord message) {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < message.recipients().size(); i++) {
      keys.add(Keys.recipient(id, i));
    }
    List<RecipientRecord> recipients = new ArrayList<>();
    List<Optional<byte[]>> values = read(database, keys);
    for (int i = 0; i < keys.size(); i++) {
      byte[] key = keys.get(i);
      values.get(i).ifPresent(value -> recipients.add(RecipientRecord.decode(key, value)));
    }
    if (!recipients.isEmpty() && recipients.size() < keys.size()) {
      throw new UnreadableRecordException(
          "only " + recipients.size() + " of the records of its " + keys.size() + " recipients are there");
    }
    return recipients.isEmpty() ? Optional.empty() : Optional.of(recipients);
  }

  private static List<Optional<byte[]>> read(Database database, List<byte[]> keys) {
    return keys.size() == 1
        ? List.of(database.get(Family.RECIPIENT, keys.get(0)))
        : database.getAll(Family.RECIPIENT, keys);
  }
}
