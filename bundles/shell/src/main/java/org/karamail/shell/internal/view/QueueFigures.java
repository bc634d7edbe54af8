package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.karamail.delivery.AttemptErrors;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueueStatistics.RouteLine;
import org.karamail.queue.QueueStatistics;
import org.karamail.shell.internal.selector.StateNames;
import org.karamail.shell.internal.view.Table.Column;

/**
 * The queue in numbers: recipients by state and by view, the longest lines, what was done since the store was opened.
 *
 * @param numbers as the store counts
 * @param errors what attempts failed of; empty while there is no delivery
 * @param maxRoutes how many waiting lines are shown to people; programs get all
 */
public record QueueFigures(QueueStatistics numbers, Optional<AttemptErrors> errors, int maxRoutes) implements Answer {

  @Override
  public List<String> lines(Screen screen) {
    Table states = new Table(Column.fixed("STATE"), Column.number("RECIPIENTS"));
    for (RecipientState state : RecipientState.values()) {
      states.add(StateNames.name(state), Long.toString(numbers.count(state)));
    }
    List<String> lines = new ArrayList<>(states.lines(screen));
    lines.add("");
    lines.add(Amounts.count(numbers.messages(), "message") + " in the store");
    lines.add(
        views().entrySet().stream()
            .map(view -> view.getKey() + " " + view.getValue())
            .collect(Collectors.joining(", ", "views: ", "")));
    lines.add("since start: " + sinceStart(numbers));
    errors.ifPresent(counted -> lines.add("attempts failed: " + failed(counted)));
    lines.addAll(routes(screen));
    return lines;
  }

  private static String failed(AttemptErrors errors) {
    String all =
        Arrays.stream(AttemptErrors.Category.values())
            .filter(category -> errors.count(category) > 0)
            .map(category -> category + " " + errors.count(category))
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "none" : all;
  }

  static String sinceStart(QueueStatistics numbers) {
    return "accepted "
        + Amounts.count(numbers.accepted(), "message")
        + ", made "
        + Amounts.count(numbers.attempts(), "attempt")
        + " ("
        + numbers.retries()
        + " of them again), delivered "
        + numbers.delivered()
        + ", failed "
        + numbers.failed();
  }

  private List<String> routes(Screen screen) {
    if (numbers.routes().isEmpty()) {
      return List.of();
    }
    Table table = new Table(Column.shrinking("ROUTE", 20), Column.number("WAITING"));
    numbers.routes().stream()
        .limit(maxRoutes)
        .forEach(line -> table.add(line.route().toString(), Long.toString(line.waiting())));
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines(screen));
    if (numbers.routes().size() > maxRoutes) {
      lines.add("and " + Amounts.count(numbers.routes().size() - maxRoutes, "route") + " more; --limit shows them");
    }
    return lines;
  }

  private Map<String, Long> views() {
    Map<String, Long> counts = new LinkedHashMap<>();
    StateNames.views().forEach((name, states) -> counts.put(name, count(states)));
    return counts;
  }

  private long count(Set<RecipientState> states) {
    return states.stream().mapToLong(numbers::count).sum();
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("messages", numbers.messages());
    states(numbers, json);
    json.writeObjectFieldStart("views");
    for (Map.Entry<String, Long> view : views().entrySet()) {
      json.writeNumberField(view.getKey(), view.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("routes");
    for (RouteLine line : numbers.routes()) {
      json.writeStartObject();
      json.writeStringField("route", line.route().toString());
      json.writeNumberField("waiting", line.waiting());
      json.writeEndObject();
    }
    json.writeEndArray();
    counters(numbers, json);
    if (errors.isPresent()) {
      json.writeObjectFieldStart("errors");
      for (AttemptErrors.Category category : AttemptErrors.Category.values()) {
        json.writeNumberField(category.name(), errors.get().count(category));
      }
      json.writeEndObject();
    } else {
      json.writeNullField("errors");
    }
    json.writeEndObject();
  }

  static void states(QueueStatistics numbers, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("recipients");
    for (RecipientState state : RecipientState.values()) {
      json.writeNumberField(state.name(), numbers.count(state));
    }
    json.writeEndObject();
  }

  static void counters(QueueStatistics numbers, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("sinceStart");
    json.writeNumberField("accepted", numbers.accepted());
    json.writeNumberField("attempts", numbers.attempts());
    json.writeNumberField("retries", numbers.retries());
    json.writeNumberField("delivered", numbers.delivered());
    json.writeNumberField("failed", numbers.failed());
    json.writeEndObject();
  }
}
