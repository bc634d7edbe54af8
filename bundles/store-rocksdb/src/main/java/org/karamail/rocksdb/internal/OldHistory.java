package org.karamail.rocksdb.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.EventRecord;
import org.karamail.rocksdb.internal.record.Keys;
import org.karamail.rocksdb.internal.record.UnreadableRecordException;

/** One slice of the history, and which ranges of it are old and finished. */
final class OldHistory {

  private static final int MESSAGES = 2_000;

  /** Messages from one to another, both meant. */
  record Range(QueueId first, QueueId last) {
    byte[] from() {
      return Keys.message(first);
    }

    byte[] to() {
      return Keys.after(last);
    }
  }

  private final Database database;
  private final Instant before;
  private final long acknowledged;
  private final List<Range> ranges = new ArrayList<>();
  private final List<QueueId> purged = new ArrayList<>();
  private Optional<QueueId> current = Optional.empty();
  private Optional<QueueId> next = Optional.empty();
  private boolean open;
  private boolean old;
  private int seen;

  OldHistory(Database database, QueueId from, Instant before, long acknowledged) {
    this.database = database;
    this.before = before;
    this.acknowledged = acknowledged;
    database.scan(Family.HISTORY, Keys.message(from), this::take);
    close();
  }

  List<Range> ranges() {
    return ranges;
  }

  /** The messages in the ranges. */
  List<QueueId> purged() {
    return purged;
  }

  /** Where the next slice begins; empty when there is none. */
  Optional<QueueId> next() {
    return next;
  }

  private boolean take(byte[] key, byte[] value) {
    QueueId id = Keys.id(key);
    if (current.filter(id::equals).isEmpty()) {
      close();
      if (!id.time().isBefore(before)) {
        return false;
      }
      if (seen++ == MESSAGES) {
        next = Optional.of(id);
        return false;
      }
      current = Optional.of(id);
      old = true;
    }
    old = old && isOld(key, value);
    return true;
  }

  private boolean isOld(byte[] key, byte[] value) {
    try {
      EventRecord event = EventRecord.decode(key, value);
      return event.position() <= acknowledged && event.event().at().isBefore(before);
    } catch (UnreadableRecordException unreadable) {
      return true;
    }
  }

  /** Ends a message: it goes into the range at hand, begins one, or ends one. */
  private void close() {
    boolean goes = current.isPresent() && old && current.filter(this::isThere).isEmpty();
    if (goes) {
      QueueId id = current.get();
      Range range = open ? new Range(ranges.remove(ranges.size() - 1).first(), id) : new Range(id, id);
      ranges.add(range);
      purged.add(id);
    }
    open = goes;
    current = Optional.empty();
  }

  private boolean isThere(QueueId id) {
    return database.get(Family.MESSAGE, Keys.message(id)).isPresent();
  }
}
