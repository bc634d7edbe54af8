package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.TreeSet;
import org.karamail.shell.internal.view.StatusReport.Delivering;
import org.karamail.shell.internal.view.StatusReport.Listener;
import org.karamail.shell.internal.view.StatusReport.Queue;

/** How Karamail is, for programs. What is not there is null, so that every field always stands. */
final class StatusJson {

  private final JsonGenerator json;

  StatusJson(JsonGenerator json) {
    this.json = json;
  }

  void write(StatusReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", report.version());
    new MailJson(json).time("startedAt", report.startedAt());
    json.writeArrayFieldStart("warnings");
    for (String warning : report.warnings()) {
      json.writeString(warning);
    }
    json.writeEndArray();
    if (report.queue().isPresent()) {
      store(report.queue().get());
      queue(report.queue().get());
    } else {
      json.writeNullField("store");
      json.writeNullField("queue");
    }
    if (report.delivery().isPresent()) {
      delivery(report.delivery().get());
    } else {
      json.writeNullField("delivery");
    }
    json.writeArrayFieldStart("listeners");
    for (Listener listener : report.listeners()) {
      json.writeStartObject();
      json.writeStringField("name", listener.name());
      json.writeNumberField("port", listener.port());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void store(Queue known) throws IOException {
    json.writeObjectFieldStart("store");
    json.writeStringField("state", known.health().state().name());
    json.writeStringField("detail", known.health().detail());
    json.writeNumberField("freeBytes", known.health().freeBytes());
    json.writeNumberField("setAside", known.health().setAside());
    json.writeEndObject();
  }

  private void queue(Queue known) throws IOException {
    json.writeObjectFieldStart("queue");
    json.writeBooleanField("paused", known.paused());
    json.writeNumberField("messages", known.numbers().messages());
    QueueFigures.states(known.numbers(), json);
    new MailJson(json).text("nextDue", known.nextDue().map(Instant::toString));
    QueueFigures.counters(known.numbers(), json);
    json.writeEndObject();
  }

  private void delivery(Delivering known) throws IOException {
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
