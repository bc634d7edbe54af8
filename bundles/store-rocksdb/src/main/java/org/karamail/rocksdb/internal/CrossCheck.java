package org.karamail.rocksdb.internal;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.Keys;

/** After damage: messages of which a part is gone. Reads every key, so it is done after damage only. */
final class CrossCheck {

  private static final byte[] BEGINNING = {};

  private CrossCheck() {}

  /** Messages without recipients and recipients without message, with the reason. */
  static Map<QueueId, String> torn(Database database) {
    Set<QueueId> messages = ids(database, Family.MESSAGE);
    Set<QueueId> recipients = ids(database, Family.RECIPIENT);
    Map<QueueId, String> torn = new LinkedHashMap<>();
    messages.stream()
        .filter(id -> !recipients.contains(id))
        .forEach(id -> torn.put(id, "the records of its recipients are lost"));
    recipients.stream().filter(id -> !messages.contains(id)).forEach(id -> torn.put(id, "its own record is lost"));
    return torn;
  }

  private static Set<QueueId> ids(Database database, Family family) {
    Set<QueueId> ids = new HashSet<>();
    database.scan(
        family,
        BEGINNING,
        (key, value) -> {
          if (Keys.isMessage(key) || Keys.isRecipient(key)) {
            ids.add(Keys.id(key));
          }
          return true;
        });
    return ids;
  }
}
