package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * What a command changed.
 *
 * @param done what was done, {@code held}, {@code released}
 * @param recipients to how many recipients
 * @param nothing what is said when it is none
 */
public record Changed(String done, int recipients, String nothing) implements Answer {

  @Override
  public List<String> lines(Screen screen) {
    return List.of(recipients == 0 ? nothing : done + " " + Amounts.count(recipients, "recipient"));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("done", done);
    json.writeNumberField("recipients", recipients);
    json.writeEndObject();
  }
}
