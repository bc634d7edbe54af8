package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueueStatistics;
import org.karamail.queue.store.StoreHealth;
import org.karamail.shell.internal.selector.StateNames;

/**
 * How Karamail is, the warnings first.
 *
 * @param version of Karamail
 * @param startedAt when this process began
 * @param queue empty while there is no store
 * @param delivery empty while there is no delivery
 * @param listeners who takes mail in
 * @param plugins what is wrong with plugins; a line each
 */
public record StatusReport(
    String version,
    Instant startedAt,
    Optional<Queue> queue,
    Optional<Delivering> delivery,
    List<Listener> listeners,
    List<String> plugins)
    implements Answer {

  /** The queue: how the store is, what lies in it, what is due next, and whether an operator paused it. */
  public record Queue(StoreHealth health, QueueStatistics numbers, Optional<Instant> nextDue, boolean paused) {}

  /** Delivery: attempts under way and allowed, whether its configuration pauses it, the transports by name. */
  public record Delivering(int active, int limit, boolean paused, Set<String> transports) {}

  /** Where mail is taken in: the listener's name, and the port that it has. */
  public record Listener(String name, int port) {}

  public StatusReport {
    listeners = List.copyOf(listeners);
    plugins = List.copyOf(plugins);
  }

  /** What needs somebody, the worst first; a line each. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    queue.ifPresentOrElse(
        known -> {
          health(known.health(), warnings);
          if (known.paused()) {
            warnings.add("the queue is paused by an operator: nothing is delivered until mail:queue-resume");
          }
        },
        () -> warnings.add("there is no queue: its store has not started; log:display tells why"));
    delivery.ifPresentOrElse(
        known -> {
          if (known.paused()) {
            warnings.add("delivery is paused by its configuration: paused=true in etc/karamail.delivery.cfg");
          }
          if (known.transports().isEmpty()) {
            warnings.add("there is no transport: mail waits");
          }
          if (known.transports().contains("mock")) {
            warnings.add("a drill is on: what goes by the transport mock is not delivered; etc/karamail.mock.cfg ends it");
          }
        },
        () -> warnings.add("there is no delivery: mail waits; log:display tells why"));
    if (listeners.isEmpty()) {
      warnings.add("no listener is open: no mail comes in by SMTP; log:display tells why");
    }
    warnings.addAll(plugins);
    return warnings;
  }

  private static void health(StoreHealth health, List<String> warnings) {
    switch (health.state()) {
      case FULL -> warnings.add(because("the disk is nearly full: no mail is taken in or delivered", health));
      case FAILED -> warnings.add(because("the store failed and is being reopened: no mail is taken in", health));
      case CLOSED -> warnings.add(because("the store is shut down: no mail is taken in", health));
      case OPEN -> {
        if (!health.detail().isEmpty()) {
          warnings.add("the store: " + health.detail());
        }
      }
    }
    if (health.setAside() > 0) {
      String entries = health.setAside() + (health.setAside() == 1 ? " entry" : " entries");
      warnings.add(entries + " of the store could not be read and lie aside for inspection");
    }
  }

  private static String because(String what, StoreHealth health) {
    return health.detail().isEmpty() ? what : what + "; " + health.detail();
  }

  @Override
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    warnings().forEach(warning -> lines.add("WARNING: " + warning));
    lines.add("Karamail " + version + ", up " + Amounts.span(screen.since(startedAt)));
    queue.ifPresent(known -> queue(known, screen, lines));
    delivery.ifPresent(
        known -> {
          lines.add("delivery    " + known.active() + " of " + known.limit() + " attempts under way");
          lines.add("transports  " + list(new TreeSet<>(known.transports())));
        });
    lines.add("listeners   " + list(listeners.stream().map(one -> one.name() + " " + one.port()).toList()));
    queue.ifPresent(known -> lines.add("since start " + QueueFigures.sinceStart(known.numbers())));
    return lines;
  }

  private static String list(Collection<String> items) {
    return items.isEmpty() ? "none" : String.join(", ", items);
  }

  private static void queue(Queue known, Screen screen, List<String> lines) {
    String state = known.health().state().name().toLowerCase(Locale.ROOT);
    lines.add("store       " + state + ", " + Amounts.size(known.health().freeBytes()) + " free");
    String states =
        Arrays.stream(RecipientState.values())
            .filter(one -> known.numbers().count(one) > 0)
            .map(one -> known.numbers().count(one) + " " + StateNames.name(one))
            .collect(Collectors.joining(", "));
    String messages = Amounts.count(known.numbers().messages(), "message");
    lines.add("queue       " + messages + (states.isEmpty() ? "" : ": " + states));
    known
        .nextDue()
        .map(due -> due.isAfter(screen.now()) ? screen.distance(due) : "now")
        .ifPresent(due -> lines.add("next due    " + due));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    new StatusJson(json).write(this);
  }
}
