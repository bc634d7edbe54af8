package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.karamail.message.HeaderField;
import org.karamail.model.Attempt;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.QueuedRecipient;

/**
 * One message with all its recipients.
 *
 * @param message as the queue shows it
 * @param headers the fields that tell a person which message this is; empty when the content cannot be read
 */
public record MessageDetails(QueuedMessage message, List<HeaderField> headers) implements Answer {

  public MessageDetails {
    headers = List.copyOf(headers);
  }

  @Override
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>(MessageHead.lines(message, screen));
    headers.forEach(field -> lines.add(label(field) + field.value()));
    message.recipients().forEach(recipient -> add(recipient, screen, lines));
    return lines;
  }

  private static String label(HeaderField field) {
    return MessageHead.label(field.name().toLowerCase(Locale.ROOT));
  }

  private static void add(QueuedRecipient one, Screen screen, List<String> lines) {
    lines.add("");
    lines.add(MessageHead.recipient(one, screen));
    lines.add("     by " + one.recipient().route() + ", " + Amounts.count(one.attempts(), "attempt"));
    one.lastAttempt().ifPresent(attempt -> lines.add("     last attempt " + attempt(attempt, screen)));
    boolean saidByAttempt =
        one.lastAttempt().map(attempt -> attempt.outcome().summary().equals(one.detail())).orElse(false);
    if (!one.detail().isEmpty() && !saidByAttempt) {
      lines.add("     " + one.detail());
    }
  }

  private static String attempt(Attempt attempt, Screen screen) {
    return screen.distance(attempt.startedAt())
        + ", took "
        + Amounts.took(attempt.took())
        + (attempt.peer().isEmpty() ? "" : ", " + attempt.peer())
        + ": "
        + attempt.outcome().summary();
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    new MailJson(json).message(message);
    json.writeArrayFieldStart("headers");
    for (HeaderField field : headers) {
      json.writeStartObject();
      json.writeStringField("name", field.name());
      json.writeStringField("value", field.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
