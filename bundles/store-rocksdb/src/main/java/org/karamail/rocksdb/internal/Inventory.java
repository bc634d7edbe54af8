package org.karamail.rocksdb.internal;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.Keys;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.rocksdb.internal.record.UnreadableRecordException;
import org.karamail.rocksdb.internal.work.OpenWork;

/**
 * What a database holds, as it is found when it is opened: what can be read goes into the schedule, the rest is noted. Reads
 * the records of recipients only; they are small, and a million are read in about a second.
 */
final class Inventory {

  private static final byte[] BEGINNING = {};

  private final OpenWork work;
  private final boolean listed;
  private final List<QueueId> wishes = new ArrayList<>();
  private final List<QueueId> all = new ArrayList<>();
  private final Map<QueueId, String> unreadable = new LinkedHashMap<>();
  private final Map<String, byte[]> alien = new LinkedHashMap<>();
  private final List<RecipientRecord> recipients = new ArrayList<>();
  private Optional<QueueId> current = Optional.empty();

  private Inventory(OpenWork work, boolean listed) {
    this.work = work;
    this.listed = listed;
  }

  /**
   * Takes the inventory; what was scheduled before is forgotten.
   *
   * @param listed whether every message is to be listed: a million take 60 MB
   */
  static Inventory take(Database database, OpenWork work, boolean listed) {
    Inventory inventory = new Inventory(work, listed);
    work.clear();
    database.scan(Family.RECIPIENT, BEGINNING, inventory::take);
    inventory.flush();
    return inventory;
  }

  /** Messages about which something was asked for while they were leased. */
  List<QueueId> wishes() {
    return wishes;
  }

  /** Every message that can be read, oldest first, if a list was asked for. */
  List<QueueId> all() {
    return all;
  }

  /** Messages that cannot be read, with the reason. They are in no schedule. */
  Map<QueueId, String> unreadable() {
    return unreadable;
  }

  /** Entries whose key names no recipient, by the key in hexadecimal. */
  Map<String, byte[]> alien() {
    return alien;
  }

  private boolean take(byte[] key, byte[] value) {
    if (!Keys.isRecipient(key)) {
      alien.put(HexFormat.of().formatHex(key), value);
      return true;
    }
    QueueId id = Keys.id(key);
    if (current.filter(id::equals).isEmpty()) {
      flush();
      current = Optional.of(id);
    }
    try {
      if (Keys.index(key) != recipients.size()) {
        throw new UnreadableRecordException("the record of recipient " + recipients.size() + " is missing");
      }
      recipients.add(RecipientRecord.decode(key, value));
    } catch (UnreadableRecordException damaged) {
      unreadable.putIfAbsent(id, String.valueOf(damaged.getMessage()));
    }
    return true;
  }

  private void flush() {
    current.filter(id -> !unreadable.containsKey(id)).ifPresent(id -> {
      work.add(id, recipients);
      if (listed) {
        all.add(id);
      }
      if (recipients.stream().anyMatch(r -> r.wish().isPresent())) {
        wishes.add(id);
      }
    });
    recipients.clear();
  }
}
