package org.karamail.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.model.RecipientState.CANCELLED;
import static org.karamail.model.RecipientState.DEFERRED;
import static org.karamail.model.RecipientState.EXPIRED;
import static org.karamail.model.RecipientState.FAILED;
import static org.karamail.model.RecipientState.HELD;
import static org.karamail.model.RecipientState.QUEUED;
import static org.karamail.model.RecipientState.SCHEDULED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.model.Transition;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.QueueStatistics;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.QueuedRecipient;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.ReportKind;
import org.karamail.queue.Selector;

/** A queue lives through a random day, and a plain model of it lives beside; the two must agree after every step. */
final class RandomLife {

  /** What the model knows of a recipient. */
  private static final class Stand {
    private RecipientState state;
    private Instant due;
    private int attempts;
    private boolean owed;

    Stand(RecipientState state, Instant due) {
      this.state = state;
      this.due = due;
    }

    boolean isDue(Instant now) {
      return state == QUEUED || ((state == SCHEDULED || state == DEFERRED) && !due.isAfter(now));
    }

    boolean keepsItsMessage() {
      return owed || !state.isFinal() || state == FAILED || state == EXPIRED;
    }
  }

  private static final List<String> DOMAINS = List.of("north.example", "south.example", "west.example");
  private static final List<RecipientState> BIRTHS = List.of(QUEUED, QUEUED, QUEUED, SCHEDULED, HELD, CANCELLED);

  private final Workbench bench;
  private final Random random;
  private final Map<QueueId, List<Stand>> messages = new TreeMap<>();

  RandomLife(Workbench bench, long seed) {
    this.bench = bench;
    this.random = new Random(seed);
  }

  void step() {
    switch (random.nextInt(14)) {
      case 0, 1, 2, 3 -> accept();
      case 4, 5, 6, 7 -> bench.claim(random.nextInt(1, 6)).forEach(this::work);
      case 8 -> command(bench.store()::release, Set.of(HELD), QUEUED);
      case 9 -> command(this::hold, Set.of(QUEUED, SCHEDULED, DEFERRED), HELD);
      case 10 -> command(this::cancel, Set.of(QUEUED, SCHEDULED, DEFERRED, HELD), CANCELLED);
      case 11 -> command(bench.store()::requeue, requeueable(), QUEUED);
      case 12 -> bench.clock().move(Duration.ofSeconds(random.nextInt(120)));
      default -> restart();
    }
    messages.values().removeIf(stands -> stands.stream().noneMatch(Stand::keepsItsMessage));
  }

  private void restart() {
    if (random.nextInt(4) == 0) {
      bench.reopen();
    } else if (random.nextInt(4) == 0) {
      bench.reopenAfterKill();
    }
  }

  private void accept() {
    RecipientState birth = BIRTHS.get(random.nextInt(BIRTHS.size()));
    String[] addresses = new String[random.nextInt(1, 4)];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = "user" + i + "@" + DOMAINS.get(random.nextInt(DOMAINS.size()));
    }
    SampleMail mail = SampleMail.to(addresses).withPriority(new Priority(random.nextInt(500)));
    Instant due = birth == SCHEDULED ? bench.now().plusSeconds(random.nextInt(1, 100)) : bench.now();
    QueueId id = bench.accept(birth == SCHEDULED ? mail.dueAt(due) : mail.born(birth));
    List<Stand> stands = new ArrayList<>();
    for (int i = 0; i < addresses.length; i++) {
      stands.add(new Stand(birth, due));
    }
    messages.put(id, stands);
  }

  private void work(Lease lease) {
    List<RecipientUpdate> updates = new ArrayList<>();
    for (LeasedRecipient one : lease.recipients()) {
      Stand stand = stand(lease.id(), one.recipient().index());
      assertThat(one.attempts()).isEqualTo(stand.attempts);
      if (lease.purpose() == Lease.Purpose.REPORT) {
        assertThat(one.owed().isPresent()).isTrue();
        assertThat(stand.owed).isTrue();
        stand.owed = false;
        updates.add(RecipientUpdate.reported(one.recipient().index(), "written"));
      } else {
        assertThat(stand.isDue(bench.now())).isTrue();
        attempt(one, stand).ifPresent(updates::add);
      }
    }
    bench.update(lease, updates);
  }

  private Stand stand(QueueId id, int index) {
    List<Stand> stands = messages.getOrDefault(id, List.of());
    assertThat(stands).as("%s was leased", id).hasSizeGreaterThan(index);
    return stands.get(index);
  }

  private Optional<RecipientUpdate> attempt(LeasedRecipient one, Stand stand) {
    int index = one.recipient().index();
    Instant later = bench.now().plusSeconds(random.nextInt(1, 100));
    switch (random.nextInt(8)) {
      case 0, 1 -> {
        stand.attempts++;
        stand.state = RecipientState.DELIVERED;
        return Optional.of(RecipientUpdate.delivered(index, Results.delivery(one, bench.now())));
      }
      case 2, 3 -> {
        stand.attempts++;
        stand.state = DEFERRED;
        stand.due = later;
        return Optional.of(RecipientUpdate.deferred(index, Results.greylisting(one, bench.now()), later));
      }
      case 4 -> {
        stand.state = DEFERRED;
        stand.due = later;
        return Optional.of(RecipientUpdate.postponed(index, later, "later"));
      }
      case 5 -> {
        stand.attempts++;
        stand.owed = random.nextBoolean();
        stand.state = FAILED;
        Optional<ReportKind> owes = stand.owed ? Optional.of(ReportKind.FAILED) : Optional.empty();
        return Optional.of(
            RecipientUpdate.ended(index, Transition.FAIL, Results.refusal(one, bench.now()), owes));
      }
      case 6 -> {
        Transition change =
            List.of(Transition.EXPIRE, Transition.HOLD, Transition.CANCEL, Transition.SUPPRESS).get(random.nextInt(4));
        stand.state = change.to();
        return Optional.of(RecipientUpdate.moved(index, change, "so it is", Optional.empty()));
      }
      default -> {
        stand.state = QUEUED;
        return Optional.empty();
      }
    }
  }

  private interface Command {
    CompletionStage<Integer> over(Selector selector);
  }

  private CompletionStage<Integer> hold(Selector selector) {
    return bench.store().hold(selector, "held");
  }

  private CompletionStage<Integer> cancel(Selector selector) {
    return bench.store().cancel(selector, "cancelled");
  }

  /** Failed mail only while nobody is owed a report: what becomes of the debt is not this test's affair. */
  private Set<RecipientState> requeueable() {
    boolean debts = messages.values().stream().flatMap(List::stream).anyMatch(stand -> stand.owed);
    return debts ? Set.of(SCHEDULED, DEFERRED, HELD) : Set.of(SCHEDULED, DEFERRED, HELD, FAILED, EXPIRED);
  }

  private void command(Command command, Set<RecipientState> from, RecipientState to) {
    Optional<String> recipient = Optional.of("user" + random.nextInt(3) + "@*");
    Selector selector =
        new Selector(Set.of(), from, Optional.empty(), recipient, Optional.empty(), Optional.empty());
    int expected = 0;
    for (QueuedMessage message : bench.contents()) {
      for (QueuedRecipient shown : message.recipients()) {
        if (selector.matches(message, shown)) {
          expected++;
          stand(message.id(), shown.recipient().index()).state = to;
        }
      }
    }
    assertThat(Workbench.await(command.over(selector))).isEqualTo(expected);
  }

  /** Holds the store's contents against the model, and the store's numbers against its contents. */
  void compare() {
    List<QueuedMessage> contents = bench.contents();
    assertThat(contents).extracting(QueuedMessage::id).containsExactlyElementsOf(messages.keySet());
    QueueStatistics statistics = bench.store().statistics();
    Map<RecipientState, Long> states = new HashMap<>();
    Map<String, Long> lines = new HashMap<>();
    for (QueuedMessage message : contents) {
      for (QueuedRecipient shown : message.recipients()) {
        compare(message.id(), shown);
        states.merge(shown.state(), 1L, Long::sum);
        if (Set.of(QUEUED, SCHEDULED, DEFERRED).contains(shown.state())) {
          lines.merge(shown.recipient().route().toString(), 1L, Long::sum);
        }
      }
    }
    assertThat(statistics.messages()).isEqualTo(contents.size());
    for (RecipientState state : RecipientState.values()) {
      assertThat(statistics.count(state)).as("%s", state).isEqualTo(states.getOrDefault(state, 0L));
    }
    Map<String, Long> counted = new HashMap<>();
    statistics.routes().forEach(line -> counted.put(line.route().toString(), line.waiting()));
    assertThat(counted).isEqualTo(lines);
  }

  private void compare(QueueId id, QueuedRecipient shown) {
    Stand stand = stand(id, shown.recipient().index());
    assertThat(shown.attempts()).isEqualTo(stand.attempts);
    if (stand.isDue(bench.now())) {
      assertThat(shown.state()).isIn(QUEUED, stand.state);
    } else {
      assertThat(shown.state()).isEqualTo(stand.state);
    }
  }
}
