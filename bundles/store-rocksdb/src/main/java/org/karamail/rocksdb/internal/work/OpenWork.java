package org.karamail.rocksdb.internal.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.QueueStatistics;
import org.karamail.queue.schedule.Schedule;
import org.karamail.queue.schedule.Work;
import org.karamail.rocksdb.internal.record.Owed;
import org.karamail.rocksdb.internal.record.RecipientRecord;

/**
 * What is in memory of the queue: the schedule, the leases, the numbers. Everything here can be built again from the disk,
 * but for the leases, which end with the process.
 *
 * <p><b>The rule that keeps it true.</b> Which works a message has is a plain function of what lies on disk and of its
 * leases. The committer takes a message out of the schedule before it changes it, and puts it back as it then is after the
 * sync. In between the message is <em>in hand</em>, and no claim can meet it; so a claim, which reads the disk, never reads
 * what is about to change, and nothing can be claimed before it is durable.
 *
 * <p>Safe on any thread; one lock, under which a claim reads a few records and nothing is ever written.
 */
public final class OpenWork {

  /** Reads a message; empty when it is not there or cannot be read. */
  public interface Reader {
    Optional<Dossier> read(QueueId id);
  }

  private final Reader reader;
  private final Map<QueueId, List<Held>> leases = new HashMap<>();
  private final Map<QueueId, Dossier> inHand = new HashMap<>();
  private final Counters counters = new Counters();
  private Schedule schedule = new Schedule();
  private long epoch;

  public OpenWork(Reader reader) {
    this.reader = reader;
  }

  // ---- the dispatcher's side -----------------------------------------------------------------------------------------

  public synchronized List<Lease> claim(ClaimSpec spec) {
    List<Lease> claimed = new ArrayList<>();
    List<Work> works = schedule.claim(spec);
    for (Work work : works) {
      reader.read(work.id()).flatMap(dossier -> lease(dossier, work, spec)).ifPresent(claimed::add);
    }
    return claimed;
  }

  private Optional<Lease> lease(Dossier dossier, Work work, ClaimSpec spec) {
    List<LeasedRecipient> chosen = new ArrayList<>();
    for (int i = 0; i < dossier.recipients() && chosen.size() < spec.maxRecipients(); i++) {
      RecipientRecord recipient = dossier.recipient(i);
      if (!Dossier.isLeased(i, of(work.id())) && isMeant(recipient, work, spec.now())) {
        chosen.add(leased(dossier, i));
      }
    }
    Optional<Lease> lease = chosen.isEmpty() ? Optional.empty() : Optional.of(grant(dossier, work, chosen));
    put(dossier);
    return lease;
  }

  private static boolean isMeant(RecipientRecord recipient, Work work, Instant now) {
    if (work.purpose() == Lease.Purpose.REPORT) {
      return recipient.owed().isPresent();
    }
    return recipient.isWaiting() && recipient.route().equals(work.route()) && !recipient.due().isAfter(now);
  }

  private static LeasedRecipient leased(Dossier dossier, int index) {
    RecipientRecord recipient = dossier.recipient(index);
    Recipient born = dossier.message().recipients().get(index);
    return new LeasedRecipient(
        new Recipient(index, born.address(), recipient.route(), born.reports()),
        recipient.attempts(),
        recipient.firstDue(),
        recipient.lastAttempt(),
        recipient.owed().map(Owed::kind));
  }

  private Lease grant(Dossier dossier, Work work, List<LeasedRecipient> chosen) {
    Lease lease =
        new Lease(dossier.id(), ++epoch, work.purpose(), work.route(), dossier.message().envelope(), chosen);
    Held held = new Held(lease);
    leases.computeIfAbsent(dossier.id(), id -> new ArrayList<>()).add(held);
    recount(dossier, held, true);
    return lease;
  }

  /** Gives a lease back; answers whether a wish waits to be applied to one of its recipients. */
  public synchronized boolean giveBack(Lease lease) {
    Optional<Held> held = find(lease).filter(h -> !h.isSettling());
    if (held.isEmpty()) {
      return false;
    }
    end(held.get());
    Optional<Dossier> changing = Optional.ofNullable(inHand.get(lease.id()));
    Optional<Dossier> dossier = changing.or(() -> reader.read(lease.id()));
    dossier.ifPresent(d -> recount(d, held.get(), false));
    if (changing.isEmpty()) {
      dossier.ifPresent(this::put);
    }
    return changing.isPresent() || dossier.map(Dossier::hasWish).orElse(false);
  }

  /** Whether a lease holds and its update has not begun. */
  public synchronized boolean holds(Lease lease) {
    return find(lease).filter(held -> !held.isSettling()).isPresent();
  }

  public synchronized Optional<Instant> nextDue() {
    return schedule.nextDue();
  }

  public synchronized QueueStatistics statistics(Instant now) {
    return counters.statistics(now);
  }

  // ---- the committer's side ------------------------------------------------------------------------------------------

  /**
   * Begins the end of a lease.
   *
   * @throws IllegalStateException if it has ended, or its end has begun
   */
  public synchronized void settle(Lease lease) {
    Held held =
        find(lease)
            .filter(h -> !h.isSettling())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the lease of " + lease.id() + " under epoch " + lease.epoch() + " has ended"));
    held.settling(true);
  }

  /** Lets a lease live on whose update could not begin. */
  public synchronized void unsettle(Lease lease) {
    find(lease).ifPresent(held -> held.settling(false));
  }

  /** Takes a message out of the schedule while a batch changes it. */
  public synchronized void withdraw(Dossier dossier) {
    inHand.put(dossier.id(), dossier);
    Dossier.works(dossier.id(), dossier.before(), of(dossier.id())).forEach(schedule::remove);
  }

  /** Whether a recipient is being delivered to. */
  public synchronized boolean isActive(QueueId id, int index) {
    return of(id).stream().anyMatch(held -> held.delivers(index));
  }

  /** Whether any recipient of a message is leased. */
  public synchronized boolean isLeased(QueueId id) {
    return leases.containsKey(id);
  }

  /** Shows messages as a synced batch has left them; ends the leases it has settled. */
  public synchronized void publish(Collection<Dossier> changed, Collection<Lease> ended) {
    changed.forEach(this::countOut);
    ended.forEach(lease -> find(lease).ifPresent(this::end));
    changed.forEach(this::countIn);
  }

  private void countOut(Dossier dossier) {
    for (int i = 0; i < dossier.before().size(); i++) {
      counters.count(dossier.before().get(i), isActive(dossier.id(), i), -1);
      counters.changed(dossier.before().get(i), dossier.now().get(i));
    }
    if (dossier.isNew()) {
      counters.accepted();
    } else {
      counters.messages(-1);
    }
  }

  private void countIn(Dossier dossier) {
    inHand.remove(dossier.id());
    if (!dossier.isRemoved()) {
      counters.messages(1);
      for (int i = 0; i < dossier.recipients(); i++) {
        counters.count(dossier.recipient(i), isActive(dossier.id(), i), 1);
      }
      put(dossier);
    }
  }

  /** Ends leases whose message is read anew. */
  public synchronized void end(Collection<Lease> settled) {
    settled.forEach(lease -> find(lease).ifPresent(this::end));
  }

  /** Forgets all but the leases, as before everything is read from the disk again. */
  public synchronized void clear() {
    schedule = new Schedule();
    inHand.clear();
    counters.clearGauges();
  }

  /** Takes in a message found on disk; its recipients in the order of their index. */
  public synchronized void add(QueueId id, List<RecipientRecord> recipients) {
    counters.messages(1);
    for (int i = 0; i < recipients.size(); i++) {
      counters.count(recipients.get(i), isActive(id, i), 1);
    }
    Dossier.works(id, recipients, of(id)).forEach(schedule::put);
  }

  /** Forgets a message that was set aside, with its leases. */
  public synchronized void drop(QueueId id, List<RecipientRecord> recipients) {
    if (!recipients.isEmpty()) {
      Dossier.works(id, recipients, of(id)).forEach(schedule::remove);
      counters.messages(-1);
      for (int i = 0; i < recipients.size(); i++) {
        counters.count(recipients.get(i), isActive(id, i), -1);
      }
      leases.remove(id);
    }
  }

  // ---- within --------------------------------------------------------------------------------------------------------

  private void put(Dossier dossier) {
    Dossier.works(dossier.id(), dossier.now(), of(dossier.id())).forEach(schedule::put);
  }

  private void recount(Dossier dossier, Held held, boolean begins) {
    if (held.lease().purpose() == Lease.Purpose.DELIVER) {
      for (LeasedRecipient leased : held.recipients()) {
        RecipientRecord recipient = dossier.before().get(leased.recipient().index());
        counters.count(recipient, !begins, -1);
        counters.count(recipient, begins, 1);
      }
    }
  }

  private void end(Held held) {
    QueueId id = held.lease().id();
    List<Held> rest = leases.getOrDefault(id, List.of());
    rest.remove(held);
    if (rest.isEmpty()) {
      leases.remove(id);
    }
  }

  private Optional<Held> find(Lease lease) {
    return of(lease.id()).stream().filter(held -> held.lease().epoch() == lease.epoch()).findFirst();
  }

  private List<Held> of(QueueId id) {
    return leases.getOrDefault(id, List.of());
  }
}
