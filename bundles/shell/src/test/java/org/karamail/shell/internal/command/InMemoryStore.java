package org.karamail.shell.internal.command;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;
import org.karamail.model.Transition;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;
import org.karamail.queue.QueueStatistics;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.QueuedRecipient;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.Selector;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.queue.store.OutboxEvent;
import org.karamail.queue.store.Spawn;
import org.karamail.queue.store.StoreClosedException;
import org.karamail.queue.store.StoreHealth;

/**
 * The looking side of a store, with what a test puts there: ids, times and faults that no real store gives on demand.
 * Nothing can be delivered from it.
 */
final class InMemoryStore implements MailQueueStore {

  private final Clock clock;
  private final NavigableMap<QueueId, QueuedMessage> messages = new TreeMap<>();
  private final Map<QueueId, Message> contents = new TreeMap<>();
  private final Map<QueueId, List<MailEvent>> histories = new TreeMap<>();
  private StoreHealth health = new StoreHealth(StoreHealth.State.OPEN, "", 13_207_024_435L, 0);
  private boolean paused;

  InMemoryStore(Clock clock) {
    this.clock = clock;
  }

  void put(QueuedMessage message, String headers, String body) {
    messages.put(message.id(), message);
    contents.put(message.id(), content(headers, body.getBytes(StandardCharsets.ISO_8859_1)));
  }

  void put(QueuedMessage message) {
    put(message, "Subject: Hello\r\n\r\n", "Hello\r\n");
  }

  void put(QueueId id, Message content) {
    contents.put(id, content);
  }

  void happened(MailEvent event) {
    histories.computeIfAbsent(event.id(), id -> new ArrayList<>()).add(event);
  }

  void finish(QueueId id) {
    messages.remove(id);
  }

  void is(StoreHealth.State state, String detail, long setAside) {
    health = new StoreHealth(state, detail, 5_000_000, setAside);
  }

  static Message content(String headers, byte[] body) {
    return new Message(
        HeaderBlock.of(headers.getBytes(StandardCharsets.ISO_8859_1)),
        new Body() {
          @Override
          public long size() {
            return body.length;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(body);
          }
        });
  }

  @Override
  public CompletionStage<Integer> hold(Selector selector, String reason) {
    return change(selector, Transition.HOLD, reason);
  }

  @Override
  public CompletionStage<Integer> release(Selector selector) {
    return change(selector, Transition.RELEASE, "");
  }

  @Override
  public CompletionStage<Integer> requeue(Selector selector) {
    return change(selector, Transition.REQUEUE, "");
  }

  @Override
  public CompletionStage<Integer> cancel(Selector selector, String reason) {
    return change(selector, Transition.CANCEL, reason);
  }

  private CompletionStage<Integer> change(Selector selector, Transition transition, String detail) {
    if (health.state() != StoreHealth.State.OPEN) {
      return CompletableFuture.failedFuture(closed());
    }
    int changed = 0;
    for (QueuedMessage message : List.copyOf(messages.values())) {
      List<QueuedRecipient> after = new ArrayList<>();
      for (QueuedRecipient one : message.recipients()) {
        boolean meant = selector.matches(message, one) && transition.isLegalFrom(one.state());
        changed += meant ? 1 : 0;
        after.add(meant ? new QueuedRecipient(one.recipient(), transition.to(), one.attempts(), clock.instant(), detail, one.lastAttempt()) : one);
      }
      messages.put(
          message.id(), new QueuedMessage(message.id(), message.envelope(), message.acceptedAt(), message.size(), after));
    }
    return CompletableFuture.completedFuture(changed);
  }

  private static StoreClosedException closed() {
    return new StoreClosedException(Reply.of(452, "4.3.1", "Insufficient system storage"), "a write failed: /data/queue\nEIO");
  }

  @Override
  public boolean isPaused() {
    return paused;
  }

  @Override
  public CompletionStage<Void> pause(boolean wanted) {
    paused = wanted;
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public List<QueuedMessage> search(Selector selector, Optional<QueueId> after, int max) {
    return after.map(id -> messages.tailMap(id, false)).orElse(messages).values().stream()
        .filter(message -> message.recipients().stream().anyMatch(one -> selector.matches(message, one)))
        .limit(max)
        .toList();
  }

  @Override
  public Optional<QueuedMessage> get(QueueId id) {
    return Optional.ofNullable(messages.get(id));
  }

  @Override
  public Message content(QueueId id) {
    return contents.get(id);
  }

  @Override
  public List<MailEvent> history(QueueId id) {
    return histories.getOrDefault(id, List.of());
  }

  @Override
  public QueueStatistics statistics() {
    Map<RecipientState, Long> states = new EnumMap<>(RecipientState.class);
    List<QueuedRecipient> all = messages.values().stream().flatMap(message -> message.recipients().stream()).toList();
    all.forEach(one -> states.merge(one.state(), 1L, Long::sum));
    List<QueueStatistics.RouteLine> routes =
        all.stream()
            .filter(one -> !one.state().isFinal())
            .collect(Collectors.groupingBy(one -> one.recipient().route().toString(), TreeMap::new, Collectors.toList()))
            .values().stream()
            .map(line -> new QueueStatistics.RouteLine(line.get(0).recipient().route(), line.size()))
            .toList();
    return new QueueStatistics(messages.size(), states, routes, 120, 130, 100, 1, 30);
  }

  @Override
  public StoreHealth health() {
    return health;
  }

  @Override
  public Optional<Instant> nextDue() {
    return messages.isEmpty() ? Optional.empty() : Optional.of(clock.instant().plusSeconds(12));
  }

  @Override
  public Draft begin(long expectedSize) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int arriving() {
    return 0;
  }

  @Override
  public List<Lease> claim(ClaimSpec spec) {
    throw new UnsupportedOperationException();
  }

  @Override
  public AutoCloseable onWork(Runnable listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String notes(QueueId id) {
    return "";
  }

  @Override
  public CompletionStage<Void> update(Lease lease, List<RecipientUpdate> updates, List<Spawn> spawn) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean extend(Lease lease) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void giveBack(Lease lease) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<OutboxEvent> events(long after, int max) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void ackEvents(long upTo) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Integer> purge(Instant endedBefore) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Void> backup(Path folder) {
    throw new UnsupportedOperationException();
  }
}
