package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * That something was done to one thing.
 *
 * @param done in one word, {@code reset}
 * @param to its name
 * @param text the line for people
 */
public record Said(String done, String to, String text) implements Answer {

  @Override
  public List<String> lines(Screen screen) {
    return List.of(text);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("done", done);
    json.writeStringField("name", to);
    json.writeEndObject();
  }
}
