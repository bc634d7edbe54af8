package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.QueuedRecipient;
import org.karamail.shell.internal.selector.StateNames;
import org.karamail.shell.internal.view.Table.Column;

/**
 * A page of messages, a line each.
 *
 * @param messages oldest first
 * @param next the command that shows the next page; empty when this is the last
 * @param whenEmpty what is said when there is nothing to list
 */
public record QueueListing(List<QueuedMessage> messages, Optional<String> next, String whenEmpty) implements Answer {

  /** States in the order in which an operator wants to hear of them. */
  private static final List<RecipientState> BY_CONCERN =
      List.of(
          RecipientState.HELD,
          RecipientState.FAILED,
          RecipientState.EXPIRED,
          RecipientState.DEFERRED,
          RecipientState.ACTIVE,
          RecipientState.QUEUED,
          RecipientState.SCHEDULED,
          RecipientState.DELIVERED,
          RecipientState.CANCELLED,
          RecipientState.SUPPRESSED);

  public QueueListing {
    messages = List.copyOf(messages);
  }

  @Override
  public List<String> lines(Screen screen) {
    if (messages.isEmpty()) {
      return List.of(whenEmpty);
    }
    Table table =
        new Table(
            Column.fixed("ID"),
            Column.number("AGE"),
            Column.number("SIZE"),
            Column.shrinking("STATE", 8),
            Column.number("TRY"),
            Column.fixed("NEXT"),
            Column.shrinking("SENDER", 10),
            Column.shrinking("RECIPIENTS", 12));
    messages.forEach(message -> add(message, screen, table));
    List<String> lines = new ArrayList<>(table.lines(screen));
    next.ifPresent(command -> lines.add("more: " + command));
    return lines;
  }

  private static void add(QueuedMessage message, Screen screen, Table table) {
    table.add(
        message.id().toString(),
        screen.age(message.acceptedAt()),
        Amounts.size(message.size()),
        states(message),
        Integer.toString(message.recipients().stream().mapToInt(QueuedRecipient::attempts).max().orElse(0)),
        next(message, screen),
        MessageHead.sender(message.envelope().sender()),
        recipients(message));
  }

  private static String states(QueuedMessage message) {
    return String.join(
        ",",
        BY_CONCERN.stream()
            .filter(state -> message.recipients().stream().anyMatch(recipient -> recipient.state() == state))
            .map(StateNames::name)
            .toList());
  }

  private static String next(QueuedMessage message, Screen screen) {
    if (has(message, RecipientState.ACTIVE) || has(message, RecipientState.QUEUED)) {
      return "now";
    }
    Optional<Instant> due =
        message.recipients().stream()
            .filter(one -> one.state() == RecipientState.DEFERRED || one.state() == RecipientState.SCHEDULED)
            .map(QueuedRecipient::due)
            .min(Instant::compareTo);
    return due.map(time -> time.isAfter(screen.now()) ? screen.distance(time) : "now").orElse("-");
  }

  private static boolean has(QueuedMessage message, RecipientState state) {
    return message.recipients().stream().anyMatch(recipient -> recipient.state() == state);
  }

  /** The first recipient, and how many there are beside it; the open ones first. */
  private static String recipients(QueuedMessage message) {
    List<QueuedRecipient> all = message.recipients();
    QueuedRecipient first = all.stream().filter(one -> !one.state().isFinal()).findFirst().orElse(all.get(0));
    String others = all.size() > 1 ? "+" + (all.size() - 1) + " " : "";
    return others + first.recipient().address();
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("messages");
    for (QueuedMessage message : messages) {
      json.writeStartObject();
      new MailJson(json).message(message);
      json.writeEndObject();
    }
    json.writeEndArray();
    new MailJson(json).text("next", next.map(command -> messages.get(messages.size() - 1).id().toString()));
    json.writeEndObject();
  }
}
