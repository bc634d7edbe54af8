package org.karamail.rocksdb.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.karamail.message.Body;
import org.karamail.message.Message;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.Selector;
import org.karamail.queue.store.OutboxEvent;
import org.karamail.rocksdb.internal.body.BodyFolder;
import org.karamail.rocksdb.internal.body.StoredBody;
import org.karamail.rocksdb.internal.commit.Disk;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.BodyPlace;
import org.karamail.rocksdb.internal.record.EventRecord;
import org.karamail.rocksdb.internal.record.Keys;
import org.karamail.rocksdb.internal.record.MessageRecord;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.rocksdb.internal.record.UnreadableRecordException;
import org.karamail.rocksdb.internal.work.Dossier;
import org.karamail.rocksdb.internal.work.OpenWork;

/** Looks things up. Reads only; safe on any thread. What cannot be decoded is passed over. */
final class Reading {

  /** Who is told of content that cannot be read. */
  interface Damage {
    void found(QueueId id, String what);
  }

  private static final byte[] BEGINNING = {};

  private final Disk disk;
  private final OpenWork work;
  private final BodyFolder bodies;
  private final Clock clock;
  private final Damage damage;

  Reading(Disk disk, OpenWork work, BodyFolder bodies, Clock clock, Damage damage) {
    this.damage = damage;
    this.disk = disk;
    this.work = work;
    this.bodies = bodies;
    this.clock = clock;
  }

  Optional<QueuedMessage> get(QueueId id) {
    return readable(id).map(this::show);
  }

  Optional<Message> content(QueueId id) {
    try {
      return disk.database().get(Family.MESSAGE, Keys.message(id)).map(value -> message(id, value));
    } catch (UnreadableRecordException unreadable) {
      damage.found(id, String.valueOf(unreadable.getMessage()));
      return Optional.empty();
    }
  }

  Optional<String> notes(QueueId id) {
    return disk.database().get(Family.MESSAGE, Keys.message(id)).map(value -> MessageRecord.notes(id, value));
  }

  private Message message(QueueId id, byte[] value) {
    MessageRecord stored = MessageRecord.decode(id, value);
    return new Message(MessageRecord.headers(id, value), body(id, stored));
  }

  private Body body(QueueId id, MessageRecord stored) {
    Consumer<String> alarm = what -> damage.found(id, what);
    return stored.place() == BodyPlace.FILE
        ? StoredBody.inFile(id, stored, bodies, alarm)
        : StoredBody.inline(
            id, stored, () -> disk.database().getUnchecked(Family.BODY, Keys.message(id)), alarm);
  }

  List<QueuedMessage> search(Selector selector, Optional<QueueId> after, int max) {
    List<QueuedMessage> found = new ArrayList<>();
    Predicate<QueueId> more =
        id -> {
          readable(id).map(this::show).filter(message -> isMeant(selector, message)).ifPresent(found::add);
          return found.size() < max;
        };
    if (max > 0) {
      candidates(selector, after, more);
    }
    return List.copyOf(found);
  }

  private static boolean isMeant(Selector selector, QueuedMessage message) {
    return message.recipients().stream().anyMatch(one -> selector.matches(message, one));
  }

  /** Up to so many messages that a selector may mean, oldest first. */
  List<QueueId> candidates(Selector selector, Optional<QueueId> after, int max) {
    List<QueueId> candidates = new ArrayList<>();
    candidates(
        selector,
        after,
        id -> {
          candidates.add(id);
          return candidates.size() < max;
        });
    return candidates;
  }

  private void candidates(Selector selector, Optional<QueueId> after, Predicate<QueueId> visitor) {
    Predicate<QueueId> later = id -> after.map(a -> id.compareTo(a) > 0).orElse(true);
    if (selector.ids().isEmpty()) {
      scan(selector, after, visitor);
    } else {
      selector.ids().stream().sorted().filter(later).takeWhile(visitor).forEach(id -> {});
    }
  }

  /** Goes by the recipients' records: they are small, and hold state and route. */
  private void scan(Selector selector, Optional<QueueId> after, Predicate<QueueId> visitor) {
    Set<QueueId> last = new LinkedHashSet<>();
    disk.database()
        .scan(
            Family.RECIPIENT,
            after.map(Keys::after).orElse(BEGINNING),
            (key, value) -> {
              if (!Keys.isRecipient(key)) {
                return true;
              }
              QueueId id = Keys.id(key);
              if (last.contains(id) || !mayBeMeant(selector, key, value)) {
                return true;
              }
              last.clear();
              last.add(id);
              return visitor.test(id);
            });
  }

  private boolean mayBeMeant(Selector selector, byte[] key, byte[] value) {
    if (selector.states().isEmpty()) {
      return true;
    }
    try {
      RecipientRecord recipient = RecipientRecord.decode(key, value);
      return recipient.wish().isPresent()
          || selector.states().contains(recipient.stateAt(clock.instant()))
          || work.isLeased(Keys.id(key));
    } catch (UnreadableRecordException unreadable) {
      return false;
    }
  }

  List<MailEvent> history(QueueId id) {
    List<EventRecord> events = new ArrayList<>();
    byte[] first = Keys.message(id);
    disk.database()
        .scan(
            Family.HISTORY,
            first,
            (key, value) -> {
              boolean same = Arrays.equals(key, 0, first.length, first, 0, first.length);
              if (same) {
                decode(key, value).ifPresent(events::add);
              }
              return same;
            });
    return events.stream().sorted(EventRecord.BY_POSITION).map(EventRecord::event).toList();
  }

  List<OutboxEvent> events(long after, int max) {
    List<byte[]> keys = new ArrayList<>();
    Database database = disk.database();
    if (max > 0) {
      database.scan(
          Family.OUTBOX,
          Keys.position(after + 1),
          (key, value) -> {
            keys.add(value);
            return keys.size() < max;
          });
    }
    List<Optional<byte[]>> values = database.getAll(Family.HISTORY, keys);
    List<OutboxEvent> events = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      byte[] key = keys.get(i);
      values
          .get(i)
          .flatMap(value -> decode(key, value))
          .map(e -> new OutboxEvent(e.position(), e.event()))
          .ifPresent(events::add);
    }
    return events;
  }

  private static Optional<EventRecord> decode(byte[] key, byte[] value) {
    try {
      return Optional.of(EventRecord.decode(key, value));
    } catch (UnreadableRecordException unreadable) {
      return Optional.empty();
    }
  }

  private Optional<Dossier> readable(QueueId id) {
    try {
      return disk.read(id);
    } catch (UnreadableRecordException unreadable) {
      return Optional.empty();
    }
  }

  private QueuedMessage show(Dossier dossier) {
    return Shown.message(dossier, index -> work.isActive(dossier.id(), index), clock.instant());
  }
}
