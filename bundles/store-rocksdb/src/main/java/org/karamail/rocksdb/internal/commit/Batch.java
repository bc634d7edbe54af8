package org.karamail.rocksdb.internal.commit;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.queue.Lease;
import org.karamail.rocksdb.internal.db.Changes;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.BodyPlace;
import org.karamail.rocksdb.internal.record.EventRecord;
import org.karamail.rocksdb.internal.record.Keys;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.rocksdb.internal.record.UnreadableRecordException;
import org.karamail.rocksdb.internal.work.Dossier;
import org.karamail.rocksdb.internal.work.Happening;
import org.karamail.rocksdb.internal.work.OpenWork;
import org.karamail.rocksdb.internal.work.Step;

/**
 * What is written with one sync: the changes of many tasks, each kept apart, so that those of a task that is given up can
 * be left out and undone.
 *
 * <p>A message that several tasks change is loaded once; each task sees what the former made of it. Belongs to the
 * committer.
 */
public final class Batch {

  /** Where body files go when their message is removed. */
  public interface Discard {
    void body(QueueId id);
  }

  /** What one task adds. */
  private record Part(Task task, Changes changes, List<MailLine> lines, List<QueueId> discarded) {
    static Part of(Task task) {
      return new Part(task, new Changes(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private final Disk disk;
  private final OpenWork work;
  private final Ticks positions;
  private final Discard discard;
  private final boolean keepsFailed;
  private final Instant now;

  private final Map<QueueId, Dossier> dossiers = new LinkedHashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Lease> ended = new ArrayList<>();
  private final List<Task> forgotten = new ArrayList<>();
  private Part part = Part.of(new NoTask());

  public Batch(Disk disk, OpenWork work, Ticks positions, Discard discard, boolean keepsFailed, Instant now) {
    this.disk = disk;
    this.work = work;
    this.positions = positions;
    this.discard = discard;
    this.keepsFailed = keepsFailed;
    this.now = now;
  }

  /** When it happens, for everything in this batch. */
  public Instant now() {
    return now;
  }

  /** Lets a task prepare; one that does not apply has failed and leaves nothing. */
  void prepare(Task task) {
    part = Part.of(task);
    try {
      task.prepare(this);
      parts.add(part);
    } catch (IllegalStateException | UnreadableRecordException refused) {
      task.failed(refused);
      task.forgotten();
    }
  }

  // ---- what tasks call -----------------------------------------------------------------------------------------------

  /** A message as the tasks before have left it; nobody can claim it until this batch is on disk. */
  public Optional<Dossier> open(QueueId id) {
    Optional<Dossier> known = Optional.ofNullable(dossiers.get(id));
    return known.isPresent() ? known.filter(dossier -> !dossier.isRemoved()) : load(id);
  }

  private Optional<Dossier> load(QueueId id) {
    Optional<Dossier> loaded = disk.read(id);
    loaded.ifPresent(dossier -> {
      work.withdraw(dossier);
      dossiers.put(id, dossier);
    });
    return loaded;
  }

  /** Takes in a message that is born in this batch. */
  public void add(Dossier born) {
    dossiers.put(born.id(), born);
  }

  /** The changes of the task that is being prepared. */
  public Changes changes() {
    return part.changes;
  }

  /** Whether a recipient is being delivered to, its lease not ended by a task before. */
  public boolean isActive(QueueId id, int index) {
    return work.isActive(id, index)
        && ended.stream().noneMatch(lease -> lease.id().equals(id) && covers(lease, index));
  }

  private static boolean covers(Lease lease, int index) {
    return lease.purpose() == Lease.Purpose.DELIVER
        && lease.recipients().stream().anyMatch(leased -> leased.recipient().index() == index);
  }

  /** Ends a lease once this batch is on disk. */
  public void end(Lease lease) {
    ended.add(lease);
  }

  /** Puts a recipient where a step leads, with its events. */
  public void take(Dossier dossier, int index, Step step) {
    RecipientRecord recipient = step.recipient();
    for (Happening happening : step.happenings()) {
      tell(dossier, index, recipient, happening);
      recipient = recipient.withOneMoreEvent();
    }
    dossier.set(index, recipient);
    byte[] key = Keys.recipient(dossier.id(), index);
    part.changes.put(Family.RECIPIENT, key, recipient.encode(key));
  }

  private void tell(Dossier dossier, int index, RecipientRecord recipient, Happening happening) {
    MailEvent event =
        new MailEvent(
            dossier.id(),
            index,
            recipient.events(),
            now,
            happening.kind(),
            happening.state(),
            happening.detail(),
            happening.attempt());
    EventRecord stored = new EventRecord(positions.next(), event);
    part.changes.put(Family.HISTORY, stored.key(), stored.encode());
    part.changes.put(Family.OUTBOX, Keys.position(stored.position()), stored.key());
    if (MailLine.isWanted()) {
      Recipient shown = dossier.message().recipients().get(index);
      part.lines.add(new MailLine(event, shown, recipient.attempts(), dossier.message().acceptedAt()));
    }
  }

  /** Removes a message that is finished, keeps one that failed, takes one back that was revived; after its steps. */
  public void settle(Dossier dossier) {
    boolean wasFinished = dossier.wasFinished();
    if (dossier.isFinished() && dossier.hasFailed() && keepsFailed) {
      long end = now.toEpochMilli();
      part.changes.put(
          Family.KEPT, Keys.message(dossier.id()), ByteBuffer.allocate(Long.BYTES).putLong(end).array());
    } else if (dossier.isFinished()) {
      remove(dossier);
    } else if (wasFinished) {
      part.changes.delete(Family.KEPT, Keys.message(dossier.id()));
    }
  }

  /** Removes a message with all but its history. */
  public void remove(Dossier dossier) {
    byte[] key = Keys.message(dossier.id());
    part.changes.delete(Family.MESSAGE, key);
    part.changes.delete(Family.KEPT, key);
    for (int i = 0; i < dossier.recipients(); i++) {
      part.changes.delete(Family.RECIPIENT, Keys.recipient(dossier.id(), i));
    }
    if (dossier.message().place() == BodyPlace.FILE) {
      part.discarded.add(dossier.id());
    } else {
      part.changes.delete(Family.BODY, key);
    }
    dossier.remove();
  }

  // ---- what the committer calls --------------------------------------------------------------------------------------

  long octets() {
    return parts.stream().mapToLong(p -> p.changes.octets()).sum();
  }

  List<Changes> toWrite() {
    return parts.stream().map(Part::changes).filter(changes -> !changes.isEmpty()).toList();
  }

  /** Gives up what may be given up; what is left is to be written again. Answers what undoes the rest. */
  List<Changes> giveUp(RuntimeException why) {
    List<Part> givenUp = parts.stream().filter(p -> p.task.isGivenUpOnFailure()).toList();
    parts.removeAll(givenUp);
    givenUp.forEach(p -> p.task.failed(why));
    givenUp.forEach(p -> forgotten.add(p.task));
    return givenUp.stream().map(p -> p.changes.undone()).toList();
  }

  Collection<Dossier> dossiers() {
    return dossiers.values();
  }

  Collection<Lease> ended() {
    return ended;
  }

  /** After the sync. */
  void done() {
    forgotten.forEach(Task::forgotten);
    parts.forEach(p -> p.task.done());
    parts.forEach(p -> p.discarded.forEach(discard::body));
    parts.forEach(p -> p.lines.forEach(MailLine::write));
  }

  /** When there will be no other attempt. */
  void fail(RuntimeException why) {
    parts.forEach(p -> p.task.failed(why));
  }
}
