package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.karamail.model.Attempt;
import org.karamail.model.Origin;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.QueuedRecipient;

/** The values of the queue as JSON: one place for their field names. Times are ISO 8601 in UTC, sizes octets. */
final class MailJson {

  private final JsonGenerator json;

  MailJson(JsonGenerator json) {
    this.json = json;
  }

  /** The fields of a message, into an open object. */
  void message(QueuedMessage message) throws IOException {
    json.writeStringField("id", message.id().toString());
    time("acceptedAt", message.acceptedAt());
    json.writeNumberField("size", message.size());
    json.writeStringField("sender", message.envelope().sender().toString());
    json.writeStringField("body", message.envelope().body().keyword());
    json.writeNumberField("priority", message.envelope().priority().value());
    origin(message.envelope().origin());
    json.writeArrayFieldStart("recipients");
    for (QueuedRecipient recipient : message.recipients()) {
      json.writeStartObject();
      recipient(recipient);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void origin(Origin origin) throws IOException {
    json.writeObjectFieldStart("origin");
    json.writeStringField("protocol", origin.protocol());
    json.writeStringField("listener", origin.listener());
    text("remoteAddress", origin.remoteAddress());
    json.writeStringField("helo", origin.helo());
    text("user", origin.user());
    json.writeBooleanField("trusted", origin.trusted());
    json.writeEndObject();
  }

  private void recipient(QueuedRecipient recipient) throws IOException {
    json.writeNumberField("index", recipient.recipient().index());
    json.writeStringField("address", recipient.recipient().address().toString());
    json.writeStringField("route", recipient.recipient().route().toString());
    json.writeStringField("state", recipient.state().name());
    json.writeNumberField("attempts", recipient.attempts());
    time("due", recipient.due());
    json.writeStringField("detail", recipient.detail());
    attempt("lastAttempt", recipient.lastAttempt());
  }

  void attempt(String field, Optional<Attempt> made) throws IOException {
    if (made.isEmpty()) {
      json.writeNullField(field);
      return;
    }
    Attempt attempt = made.get();
    json.writeObjectFieldStart(field);
    json.writeNumberField("number", attempt.number());
    time("startedAt", attempt.startedAt());
    json.writeNumberField("tookMillis", attempt.took().toMillis());
    json.writeStringField("route", attempt.route().toString());
    json.writeStringField("peer", attempt.peer());
    json.writeStringField("outcome", attempt.outcome().kind().name());
    json.writeStringField("reply", attempt.outcome().summary());
    json.writeEndObject();
  }

  void time(String field, Instant time) throws IOException {
    json.writeStringField(field, time.toString());
  }

  void text(String field, Optional<String> text) throws IOException {
    if (text.isPresent()) {
      json.writeStringField(field, text.get());
    } else {
      json.writeNullField(field);
    }
  }

  void number(String field, Optional<? extends Number> number) throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(field, number.get().longValue());
    } else {
      json.writeNullField(field);
    }
  }
}
