package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * Whether the queue gives out work.
 *
 * @param paused by an operator's command
 * @param pausedByConfiguration by {@code karamail.delivery}, whatever the queue says
 */
public record Pausing(boolean paused, boolean pausedByConfiguration) implements Answer {

  @Override
  public List<String> lines(Screen screen) {
    if (paused) {
      return List.of(
          "paused: mail is taken in and kept; nothing is delivered until mail:queue-resume, also after a restart");
    }
    return pausedByConfiguration
        ? List.of(
            "resumed, but delivery stays paused by its configuration: set paused=false in etc/karamail.delivery.cfg")
        : List.of("resumed: what is due is delivered");
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("paused", paused);
    json.writeBooleanField("pausedByConfiguration", pausedByConfiguration);
    json.writeEndObject();
  }
}
