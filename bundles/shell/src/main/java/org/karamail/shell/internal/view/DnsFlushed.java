package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * That the cache has forgotten something.
 *
 * @param answers how many answers
 */
public record DnsFlushed(int answers) implements Answer {

  @Override
  public List<String> lines(Screen screen) {
    return List.of("forgot " + Amounts.count(answers, "answer"));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("flushed", answers);
    json.writeEndObject();
  }
}
