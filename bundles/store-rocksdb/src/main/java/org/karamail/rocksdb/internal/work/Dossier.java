package org.karamail.rocksdb.internal.work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.model.Route;
import org.karamail.queue.Lease;
import org.karamail.queue.schedule.Work;
import org.karamail.rocksdb.internal.record.MessageRecord;
import org.karamail.rocksdb.internal.record.Owed;
import org.karamail.rocksdb.internal.record.RecipientRecord;

/**
 * A message with all its recipients, as it lies on disk and as it will after the batch at hand. Belongs to the thread that
 * loaded it.
 */
public final class Dossier {

  /** Failures of one message that follow each other within this time are reported together. */
  static final Duration REPORT_WINDOW = Duration.ofSeconds(60);

  private final QueueId id;
  private final MessageRecord message;
  private final List<RecipientRecord> before;
  private final List<RecipientRecord> now;
  private boolean removed;

  private Dossier(QueueId id, MessageRecord message, List<RecipientRecord> before, List<RecipientRecord> now) {
    this.id = id;
    this.message = message;
    this.before = before;
    this.now = now;
  }

  /** A message that is on disk. */
  public static Dossier stored(QueueId id, MessageRecord message, List<RecipientRecord> recipients) {
    return new Dossier(id, message, List.copyOf(recipients), new ArrayList<>(recipients));
  }

  /** A message that is not on disk yet. */
  public static Dossier born(QueueId id, MessageRecord message, List<RecipientRecord> recipients) {
    return new Dossier(id, message, List.of(), new ArrayList<>(recipients));
  }

  public QueueId id() {
    return id;
  }

  public MessageRecord message() {
    return message;
  }

  public RecipientRecord recipient(int index) {
    return now.get(index);
  }

  public int recipients() {
    return now.size();
  }

  /** What is told about a recipient at its birth. */
  public Step birth(int index) {
    RecipientRecord born = now.get(index);
    return Step.of(born, Happening.of(MailEvent.Kind.ACCEPTED, born.state(), arrival(index, born.detail())));
  }

  /** From whom, to whom, and how it came in: the history is asked when the message is gone. */
  private String arrival(int index, String reason) {
    return "from <"
        + message.envelope().sender()
        + "> to <"
        + message.recipients().get(index).address()
        + ">, "
        + message.envelope().origin().summary()
        + (reason.isEmpty() ? "" : "; " + reason);
  }

  public void set(int index, RecipientRecord recipient) {
    now.set(index, recipient);
  }

  /** The recipients as they were when the message was loaded; empty for one that was born in this batch. */
  List<RecipientRecord> before() {
    return before;
  }

  List<RecipientRecord> now() {
    return now;
  }

  public boolean isNew() {
    return before.isEmpty();
  }

  /** Marks it as gone from the disk once the batch at hand is written. */
  public void remove() {
    removed = true;
  }

  public boolean isRemoved() {
    return removed;
  }

  /** Whether something waits to be done to a recipient as soon as its lease ends. */
  public boolean hasWish() {
    return now.stream().anyMatch(r -> r.wish().isPresent());
  }

  /** Whether nothing is left to be done for anyone. */
  public boolean isFinished() {
    return isFinished(now);
  }

  /** Whether that was so when it was loaded: then it was kept because it failed. */
  public boolean wasFinished() {
    return !isNew() && isFinished(before);
  }

  private static boolean isFinished(List<RecipientRecord> recipients) {
    return recipients.stream().allMatch(r -> r.state().isFinal() && r.owed().isEmpty());
  }

  /** Whether a recipient ended in a way that an operator may want to undo. */
  public boolean hasFailed() {
    return now.stream()
        .anyMatch(r -> r.state() == RecipientState.FAILED || r.state() == RecipientState.EXPIRED);
  }

  /** The reasons to look at this message, those that leases cover left out: a plain function of what is on disk. */
  static Set<Work> works(QueueId id, List<RecipientRecord> recipients, Collection<Held> leases) {
    Set<Work> works = new HashSet<>();
    for (int i = 0; i < recipients.size(); i++) {
      RecipientRecord recipient = recipients.get(i);
      if (recipient.isWaiting() && !isLeased(i, leases)) {
        works.add(
            new Work(id, recipient.route(), Lease.Purpose.DELIVER, recipient.priority(), recipient.due()));
      }
    }
    report(id, recipients, leases).ifPresent(works::add);
    return works;
  }

  private static Optional<Work> report(QueueId id, List<RecipientRecord> recipients, Collection<Held> leases) {
    boolean anyOpen = recipients.stream().anyMatch(r -> !r.state().isFinal());
    Optional<Instant> since = Optional.empty();
    for (int i = 0; i < recipients.size(); i++) {
      Optional<Owed> owed = recipients.get(i).owed();
      if (owed.isPresent() && !isLeased(i, leases) && since.map(s -> owed.get().since().isBefore(s)).orElse(true)) {
        since = owed.map(Owed::since);
      }
    }
    RecipientRecord first = recipients.get(0);
    Route route = first.route();
    return since.map(
        s ->
            new Work(
                id, route, Lease.Purpose.REPORT, first.priority(), anyOpen ? s.plus(REPORT_WINDOW) : s));
  }

  static boolean isLeased(int index, Collection<Held> leases) {
    return leases.stream().anyMatch(lease -> lease.covers(index));
  }
}
