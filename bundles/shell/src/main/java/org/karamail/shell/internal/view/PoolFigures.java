package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.karamail.outbound.HostConnections;
import org.karamail.outbound.PoolStatistics;
import org.karamail.shell.internal.view.Table.Column;

/**
 * The connections to other hosts.
 *
 * @param numbers of all
 * @param hosts busiest first
 * @param maxHosts how many hosts are shown to people; programs get all
 */
public record PoolFigures(PoolStatistics numbers, List<HostConnections> hosts, int maxHosts) implements Answer {

  public PoolFigures {
    hosts = List.copyOf(hosts);
  }

  @Override
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Amounts.count(numbers.total(), "connection")
            + " open, "
            + numbers.active()
            + " in use: "
            + numbers.utilization()
            + " % of what these hosts may have");
    lines.add("since start: " + numbers.hits() + " used again, " + numbers.misses() + " opened");
    if (!hosts.isEmpty()) {
      lines.add("");
      Table table = new Table(Column.shrinking("HOST", 30), Column.number("IN USE"), Column.number("IDLE"));
      hosts.stream()
          .limit(maxHosts)
          .forEach(host -> table.add(host.host(), Integer.toString(host.active()), Integer.toString(host.idle())));
      lines.addAll(table.lines(screen));
    }
    if (hosts.size() > maxHosts) {
      lines.add("and " + Amounts.count(hosts.size() - maxHosts, "host") + " more; --limit shows them");
    }
    return lines;
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("total_connections", numbers.total());
    json.writeNumberField("active_connections", numbers.active());
    json.writeNumberField("pool_utilization", numbers.utilization());
    json.writeNumberField("connection_hits", numbers.hits());
    json.writeNumberField("connection_misses", numbers.misses());
    json.writeArrayFieldStart("hosts");
    for (HostConnections host : hosts) {
      json.writeStartObject();
      json.writeStringField("host", host.host());
      json.writeNumberField("active", host.active());
      json.writeNumberField("idle", host.idle());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
