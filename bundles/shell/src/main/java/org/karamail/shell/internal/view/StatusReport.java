package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueueStatistics;
import org.karamail.queue.store.StoreHealth;
import org.karamail.shell.internal.selector.StateNames;

/**
 * How Karamail is, the warnings first.
 *
 * @param version of Karamail
 * @param startedAt when this process began
 * @param queue empty while there is no store
 * @param delivery empty while there is no delivery
 * @param listeners who takes mail in
 */
public record StatusReport(
    String version, Instant startedAt, Optional<Queue> queue, Optional<Delivering> delivery, List<Listener> listeners)
    implements Answer {

  /** The queue: how the store is, what lies in it, what is due next, and whether an operator paused it. */
  public record Queue(StoreHealth health, QueueStatistics numbers, Optional<Instant> nextDue, boolean paused) {}

  /** Delivery: attempts under way and allowed, whether its configuration pauses it, the transports by name. */
  public record Delivering(int active, int limit, boolean paused, Set<String> transports) {}

  /** Where mail is taken in: the listener's name, and the port that it has. */
  public record Listener(String name, int port) {}

  public StatusReport {
    listeners = List.copyOf(listeners);
  }

  /** What needs somebody, the worst first; a line each. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    queue.ifPresentOrElse(
        known -> {
          health(known.health(), warnings);
          if (known.paused()) {
            warnings.add("the queue is paused by an operator: nothing is delivered until mail:queue-resume");
          }
        },
        () -> warnings.add("there is no queue: its store has not started; log:display tells why"));
    delivery.ifPresentOrElse(
        known -> {
          if (known.paused()) {
            warnings.add("delivery is paused by its configuration: paused=true in etc/karamail.delivery.cfg");
          }
          if (known.transports().isEmpty()) {
            warnings.add("there is no transport: mail waits");
          }
        },
        () -> warnings.add("there is no delivery: mail waits; log:display tells why"));
    if (listeners.isEmpty()) {
      warnings.add("no listener is open: no mail comes in by SMTP; log:display tells why");
    }
    return warnings;
  }

  private static void health(StoreHealth health, List<String> warnings) {
    switch (health.state()) {
      case FULL -> warnings.add(because("the disk is nearly full: no mail is taken in or delivered", health));
      case FAILED -> warnings.add(because("the store failed and is being reopened: no mail is taken in", health));
      case CLOSED -> warnings.add(because("the store is shut down: no mail is taken in", health));
      case OPEN -> {
        if (!health.detail().isEmpty()) {
          warnings.add("the store: " + health.detail());
        }
      }
    }
    if (health.setAside() > 0) {
      String entries = health.setAside() + (health.setAside() == 1 ? " entry" : " entries");
      warnings.add(entries + " of the store could not be read and lie aside for inspection");
    }
  }

  private static String because(String what, StoreHealth health) {
    return health.detail().isEmpty() ? what : what + "; " + health.detail();
  }

  @Override
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    warnings().forEach(warning -> lines.add("WARNING: " + warning));
    lines.add("Karamail " + version + ", up " + Amounts.span(Duration.between(startedAt, screen.now())));
    queue.ifPresent(known -> queue(known, screen, lines));
    delivery.ifPresent(
        known -> {
          lines.add("delivery    " + known.active() + " of " + known.limit() + " attempts under way");
          lines.add("transports  " + (known.transports().isEmpty() ? "none" : String.join(", ", new TreeSet<>(known.transports()))));
        });
    lines.add(
        "listeners   "
            + (listeners.isEmpty()
                ? "none"
                : listeners.stream().map(one -> one.name() + " " + one.port()).collect(Collectors.joining(", "))));
    queue.ifPresent(known -> lines.add("since start " + QueueFigures.sinceStart(known.numbers())));
    return lines;
  }

  private static void queue(Queue known, Screen screen, List<String> lines) {
    StoreHealth health = known.health();
    lines.add("store       " + health.state().name().toLowerCase(Locale.ROOT) + ", " + Amounts.size(health.freeBytes()) + " free");
    String states =
        Arrays.stream(RecipientState.values())
            .filter(state -> known.numbers().count(state) > 0)
            .map(state -> known.numbers().count(state) + " " + StateNames.name(state))
            .collect(Collectors.joining(", "));
    lines.add("queue       " + Amounts.count(known.numbers().messages(), "message") + (states.isEmpty() ? "" : ": " + states));
    known.nextDue().ifPresent(due -> lines.add("next due    " + (due.isAfter(screen.now()) ? screen.distance(due) : "now")));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", version);
    new MailJson(json).time("startedAt", startedAt);
    json.writeArrayFieldStart("warnings");
    for (String warning : warnings()) {
      json.writeString(warning);
    }
    json.writeEndArray();
    if (queue.isPresent()) {
      writeQueue(queue.get(), json);
    } else {
      json.writeNullField("store");
      json.writeNullField("queue");
    }
    writeDelivery(json);
    json.writeArrayFieldStart("listeners");
    for (Listener listener : listeners) {
      json.writeStartObject();
      json.writeStringField("name", listener.name());
      json.writeNumberField("port", listener.port());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeQueue(Queue known, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("store");
    json.writeStringField("state", known.health().state().name());
    json.writeStringField("detail", known.health().detail());
    json.writeNumberField("freeBytes", known.health().freeBytes());
    json.writeNumberField("setAside", known.health().setAside());
    json.writeEndObject();
    json.writeObjectFieldStart("queue");
    json.writeBooleanField("paused", known.paused());
    json.writeNumberField("messages", known.numbers().messages());
    QueueFigures.states(known.numbers(), json);
    new MailJson(json).text("nextDue", known.nextDue().map(Instant::toString));
    QueueFigures.counters(known.numbers(), json);
    json.writeEndObject();
  }

  private void writeDelivery(JsonGenerator json) throws IOException {
    if (delivery.isEmpty()) {
      json.writeNullField("delivery");
      return;
    }
    Delivering known = delivery.get();
    json.writeObjectFieldStart("delivery");
    json.writeNumberField("active", known.active());
    json.writeNumberField("limit", known.limit());
    json.writeBooleanField("paused", known.paused());
    json.writeArrayFieldStart("transports");
    for (String transport : new TreeSet<>(known.transports())) {
      json.writeString(transport);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
