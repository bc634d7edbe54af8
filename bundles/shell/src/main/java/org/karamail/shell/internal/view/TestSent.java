package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;

/**
 * A message that was sent to see what comes of it. For people only what is still open: the rest was said while it happened.
 *
 * @param reply what its acceptance was answered with
 * @param patience how long somebody was ready to look
 * @param fates of its recipients
 */
public record TestSent(QueueId id, Reply reply, Duration patience, List<Fate> fates) implements Answer {

  public TestSent {
    fates = List.copyOf(fates);
  }

  @Override
  public List<String> lines(Screen screen) {
    List<String> open = fates.stream().map(fate -> fate.open(screen)).flatMap(Optional::stream).toList();
    if (open.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(open);
    lines.add("looked for " + Amounts.took(patience) + " at most; mail:trace " + id + " shows what comes of it");
    return lines;
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id.toString());
    json.writeStringField("reply", reply.toString());
    json.writeArrayFieldStart("recipients");
    for (Fate fate : fates) {
      fate.write(json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
