package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.karamail.dns.CachedAnswer;
import org.karamail.dns.DnsStatistics;
import org.karamail.shell.internal.view.Table.Column;

/**
 * How the resolver does.
 *
 * @param servers that are asked
 * @param numbers since the start
 * @param contents of the cache, the most recently used first
 * @param most how many of them are shown
 */
public record DnsFigures(List<String> servers, DnsStatistics numbers, List<CachedAnswer> contents, int most)
    implements Answer {

  public DnsFigures {
    servers = List.copyOf(servers);
    contents = List.copyOf(contents);
  }

  @Override
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add("servers     " + String.join(", ", servers));
    lines.add("cache       " + cache());
    lines.add("asked       " + asked());
    lines.add("took        " + took());
    lines.addAll(answers(screen));
    return lines;
  }

  private String cache() {
    return numbers.cacheSize()
        + " of "
        + Amounts.count(numbers.cacheLimit(), "answer")
        + ", "
        + Amounts.count(numbers.cacheHits(), "hit")
        + " and "
        + numbers.cacheMisses()
        + (numbers.cacheMisses() == 1 ? " miss (" : " misses (")
        + String.format(Locale.ROOT, "%.1f", numbers.hitRatio())
        + " % hits)";
  }

  private String asked() {
    return numbers.underWay()
        + " now, "
        + Amounts.count(numbers.errors(), "error")
        + ", "
        + numbers.shared()
        + " shared an answer under way";
  }

  private String took() {
    return Amounts.took(numbers.averageLatency())
        + " on average, 99 of 100 under "
        + Amounts.took(numbers.p99Latency())
        + ", "
        + Amounts.took(numbers.longestLatency())
        + " at most";
  }

  private List<String> answers(Screen screen) {
    if (contents.isEmpty()) {
      return List.of();
    }
    Table table = new Table(Column.shrinking("NAME", 20), Column.fixed("TYPE"), Column.number("TTL"), Column.shrinking("ANSWER", 20));
    contents.stream()
        .limit(most)
        .forEach(
            answer ->
                table.add(
                    answer.name(),
                    answer.type(),
                    Amounts.age(answer.ttl()),
                    answer.records().isEmpty() ? DnsText.kind(answer.kind()) : String.join(", ", answer.records())));
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines(screen));
    if (contents.size() > most) {
      lines.add("and " + Amounts.count(contents.size() - most, "answer") + " more; --limit shows them");
    }
    return lines;
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("servers");
    for (String server : servers) {
      json.writeString(server);
    }
    json.writeEndArray();
    json.writeNumberField("cache_hits", numbers.cacheHits());
    json.writeNumberField("cache_misses", numbers.cacheMisses());
    json.writeNumberField("hit_ratio", numbers.hitRatio());
    json.writeNumberField("cache_size", numbers.cacheSize());
    json.writeNumberField("cache_limit", numbers.cacheLimit());
    json.writeNumberField("errors", numbers.errors());
    json.writeNumberField("shared", numbers.shared());
    json.writeNumberField("under_way", numbers.underWay());
    json.writeNumberField("latency_average", numbers.averageLatency().toMillis());
    json.writeNumberField("latency_p99", numbers.p99Latency().toMillis());
    json.writeNumberField("latency_longest", numbers.longestLatency().toMillis());
    json.writeArrayFieldStart("answers");
    for (CachedAnswer answer : contents.stream().limit(most).toList()) {
      write(answer, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(CachedAnswer answer, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", answer.name());
    json.writeStringField("type", answer.type());
    json.writeStringField("kind", answer.kind().name());
    json.writeNumberField("ttl", answer.ttl().toMillis());
    json.writeArrayFieldStart("records");
    for (String record : answer.records()) {
      json.writeString(record);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
