package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.QueuedRecipient;
import org.karamail.shell.internal.selector.StateNames;

/**
 * A message's way through its states, recipient by recipient.
 *
 * @param id the message
 * @param message as the queue shows it; empty when it has left the queue
 * @param history what happened, at least one event
 */
public record TraceReport(QueueId id, Optional<QueuedMessage> message, List<MailEvent> history) implements Answer {

  private static final String INDENT = "     ";

  public TraceReport {
    history = List.copyOf(history);
  }

  @Override
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>(head(screen));
    steps().forEach((recipient, steps) -> add(recipient, steps, screen, lines));
    return lines;
  }

  private List<String> head(Screen screen) {
    if (message.isPresent()) {
      return MessageHead.lines(message.get(), screen);
    }
    return List.of(
        id.toString(),
        MessageHead.label("accepted") + screen.moment(history.get(0).at()),
        MessageHead.label("finished") + "it has left the queue; this is its history");
  }

  private void add(int recipient, List<Step> steps, Screen screen, List<String> lines) {
    lines.add("");
    lines.add(
        recipient(recipient)
            .map(known -> MessageHead.recipient(known, screen))
            .orElseGet(() -> "  " + recipient + "  " + StateNames.name(last(steps).state())));
    LocalDate day = history.get(0).at().atZone(screen.zone()).toLocalDate();
    for (Step step : steps) {
      LocalDate its = step.at().atZone(screen.zone()).toLocalDate();
      if (!its.equals(day)) {
        lines.add(INDENT + its);
        day = its;
      }
      lines.add(line(step, screen));
    }
    if (recipient(recipient).map(known -> known.state() == RecipientState.ACTIVE).orElse(false)) {
      lines.add(INDENT + "now           ACTIVE     an attempt is under way");
    }
  }

  private static String line(Step step, Screen screen) {
    return (INDENT
            + screen.timeOfDay(step.at())
            + "  "
            + Columns.left(step.what(), 10)
            + " "
            + step.told())
        .stripTrailing();
  }

  /** The steps of each recipient, in the order of their index. */
  private Map<Integer, List<Step>> steps() {
    Map<Integer, List<MailEvent>> events =
        history.stream().collect(Collectors.groupingBy(MailEvent::recipient, TreeMap::new, Collectors.toList()));
    Map<Integer, List<Step>> steps = new TreeMap<>();
    events.forEach((recipient, its) -> steps.put(recipient, Step.of(its)));
    return steps;
  }

  private Optional<QueuedRecipient> recipient(int index) {
    return message.flatMap(
        known -> known.recipients().stream().filter(one -> one.recipient().index() == index).findFirst());
  }

  private static Step last(List<Step> steps) {
    return steps.get(steps.size() - 1);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id.toString());
    json.writeFieldName("message");
    if (message.isPresent()) {
      json.writeStartObject();
      new MailJson(json).message(message.get());
      json.writeEndObject();
    } else {
      json.writeNull();
    }
    json.writeArrayFieldStart("recipients");
    for (Map.Entry<Integer, List<Step>> recipient : steps().entrySet()) {
      write(recipient.getKey(), recipient.getValue(), json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(int recipient, List<Step> steps, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", recipient);
    new MailJson(json).text("address", recipient(recipient).map(known -> known.recipient().address().toString()));
    json.writeStringField("state", recipient(recipient).map(QueuedRecipient::state).orElse(last(steps).state()).name());
    json.writeArrayFieldStart("steps");
    for (Step step : steps) {
      json.writeStartObject();
      new MailJson(json).time("at", step.at());
      json.writeStringField("event", step.what());
      json.writeStringField("state", step.state().name());
      json.writeStringField("detail", step.detail());
      new MailJson(json).attempt("attempt", step.attempt());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
