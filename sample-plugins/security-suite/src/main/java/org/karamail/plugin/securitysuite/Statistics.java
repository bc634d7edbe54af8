package org.karamail.plugin.securitysuite;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.karamail.hook.Disconnect;
import org.karamail.hook.MetricsSink;
import org.karamail.hook.Session;

/** Counts connections and what became of them. Safe on any thread. */
final class Statistics {

  /** Why somebody was told to come back. */
  enum Refusal {
    LIMIT,
    GREYLIST,
    SCORE
  }

  private static final double MILLIS = 1_000;

  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private final LongAdder connections = new LongAdder();
  private final LongAdder messages = new LongAdder();
  private final LongAdder commands = new LongAdder();
  private final LongAdder millis = new LongAdder();
  private final Map<Disconnect.Reason, LongAdder> ends = new ConcurrentHashMap<>();
  private final Map<Refusal, LongAdder> refusals = new ConcurrentHashMap<>();

  void opened(Session session) {
    if (open.add(session.id())) {
      connections.increment();
    }
  }

  void closed(Disconnect end) {
    open.remove(end.session().id());
    messages.add(end.messages());
    commands.add(end.commands());
    millis.add(end.lasted().toMillis());
    ends.computeIfAbsent(end.reason(), first -> new LongAdder()).increment();
  }

  void refused(Refusal why) {
    refusals.computeIfAbsent(why, first -> new LongAdder()).increment();
  }

  void tell(MetricsSink sink) {
    sink.gauge("open_connections", (double) open.size(), Map.of());
    sink.counter("connections_total", (double) connections.sum(), Map.of());
    sink.counter("messages_total", (double) messages.sum(), Map.of());
    sink.counter("commands_total", (double) commands.sum(), Map.of());
    sink.counter("connection_seconds_total", (double) millis.sum() / MILLIS, Map.of());
    ends.forEach((reason, count) -> sink.counter("ended_total", (double) count.sum(), label("reason", reason)));
    Arrays.stream(Refusal.values())
        .forEach(why -> sink.counter("refused_total", (double) count(why), label("by", why)));
  }

  private long count(Refusal why) {
    return refusals.getOrDefault(why, new LongAdder()).sum();
  }

  private static Map<String, String> label(String name, Enum<?> value) {
    return Map.of(name, value.name().toLowerCase(Locale.ROOT));
  }
}
