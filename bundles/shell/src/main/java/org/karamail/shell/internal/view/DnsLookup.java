package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.DnsAnswer.Failed;
import org.karamail.shell.internal.view.Table.Column;

/**
 * What the domain name system says about a name.
 *
 * @param name as it was asked
 * @param answers one for each type
 */
public record DnsLookup(String name, List<Line> answers) implements Answer {

  /** An answer to a question of a type. */
  public record Line(String type, DnsAnswer<?> answer) {}

  public DnsLookup {
    answers = List.copyOf(answers);
  }

  @Override
  public List<String> lines(Screen screen) {
    Table table = new Table(Column.fixed("TYPE"), Column.number("TTL"), Column.fixed("DNSSEC"), Column.shrinking("ANSWER", 30));
    for (Line line : answers) {
      DnsAnswer<?> answer = line.answer();
      List<String> texts = new ArrayList<>(answer.records().stream().map(DnsText::record).toList());
      if (texts.isEmpty()) {
        texts.add(DnsText.kind(answer.kind()) + problem(answer));
      }
      String ttl = answer.kind() == DnsAnswer.Kind.FAILED ? "" : Amounts.age(answer.ttl());
      texts.forEach(text -> table.add(line.type(), ttl, answer.isAuthentic() ? "yes" : "no", text));
    }
    return table.lines(screen);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeArrayFieldStart("answers");
    for (Line line : answers) {
      json.writeStartObject();
      json.writeStringField("type", line.type());
      json.writeStringField("kind", line.answer().kind().name());
      json.writeNumberField("ttl", line.answer().ttl().toMillis());
      json.writeBooleanField("authentic", line.answer().isAuthentic());
      json.writeArrayFieldStart("records");
      for (Object record : line.answer().records()) {
        json.writeString(DnsText.record(record));
      }
      json.writeEndArray();
      if (line.answer() instanceof Failed<?> failed) {
        json.writeStringField("problem", failed.problem() + ": " + failed.detail());
      } else {
        json.writeNullField("problem");
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String problem(DnsAnswer<?> answer) {
    return answer instanceof Failed<?> failed ? ": " + failed.problem() + ", " + failed.detail() : "";
  }
}
