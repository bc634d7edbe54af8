package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.karamail.model.Attempt;
import org.karamail.model.MailEvent;
import org.karamail.model.MailEvent.Kind;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueuedRecipient;
import org.karamail.shell.internal.selector.StateNames;

/**
 * What has come of a recipient so far.
 *
 * @param index its number
 * @param address its address
 * @param state where it stands; empty when it is finished and its history is not kept
 * @param due when it is tried next; empty when it is finished or waits for a person
 * @param events what has happened to it
 */
public record Fate(
    int index, String address, Optional<RecipientState> state, Optional<Instant> due, List<MailEvent> events) {

  public Fate {
    events = List.copyOf(events);
  }

  public static Fate of(int index, String address, Optional<QueuedRecipient> open, List<MailEvent> events) {
    Optional<RecipientState> state =
        open.map(QueuedRecipient::state)
            .or(() -> events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1).state()));
    Optional<Instant> due =
        open.filter(one -> !one.state().isFinal() && one.state() != RecipientState.HELD).map(QueuedRecipient::due);
    return new Fate(index, address, state, due, events);
  }

  /** Whether something more may happen to it by then without anybody's help. */
  public boolean mayChangeBy(Instant time) {
    return due.filter(next -> !next.isAfter(time)).isPresent();
  }

  /** A line for each thing that has happened to it since it was taken into the queue. */
  public List<String> steps() {
    return Step.of(events).stream()
        .filter(step -> step.state() != RecipientState.ACTIVE && !plainlyQueued(step))
        .map(step -> (address + "  " + StateNames.name(step.state()) + "  " + step.told()).stripTrailing())
        .toList();
  }

  private static boolean plainlyQueued(Step step) {
    return step.what().equals(Kind.ACCEPTED.name()) && step.state() == RecipientState.QUEUED;
  }

  /** What is not known yet, when nobody looks any longer; empty when nothing is. */
  Optional<String> open(Screen screen) {
    if (state.isEmpty()) {
      return Optional.of(address + "  finished; what came of it is not known, its history is not kept");
    }
    if (due.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(address + "  " + StateNames.name(state.get()) + ", next attempt " + screen.distance(due.get()));
  }

  void write(JsonGenerator json) throws IOException {
    MailJson mail = new MailJson(json);
    json.writeStartObject();
    json.writeNumberField("index", index);
    json.writeStringField("address", address);
    mail.text("state", state.map(Enum::name));
    mail.text("due", due.map(Instant::toString));
    mail.text("detail", events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1).detail()));
    mail.attempt("lastAttempt", lastAttempt());
    json.writeEndObject();
  }

  private Optional<Attempt> lastAttempt() {
    return events.stream().flatMap(event -> event.attempt().stream()).reduce((earlier, later) -> later);
  }
}
