package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.karamail.dns.DnsCache.Prewarmed;
import org.karamail.shell.internal.view.Table.Column;

/** What came of looking up domains ahead. */
public record DnsPrewarmed(List<Prewarmed> domains) implements Answer {

  public DnsPrewarmed {
    domains = List.copyOf(domains);
  }

  @Override
  public List<String> lines(Screen screen) {
    Table table = new Table(Column.shrinking("DOMAIN", 20), Column.fixed("MX"), Column.number("HOSTS"));
    domains.forEach(one -> table.add(one.domain(), DnsText.kind(one.kind()), Integer.toString(one.hosts())));
    return table.lines(screen);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("domains");
    for (Prewarmed one : domains) {
      json.writeStartObject();
      json.writeStringField("domain", one.domain());
      json.writeStringField("mx", one.kind().name());
      json.writeNumberField("hosts", one.hosts());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
