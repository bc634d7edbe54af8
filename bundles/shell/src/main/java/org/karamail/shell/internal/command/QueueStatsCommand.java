package org.karamail.shell.internal.command;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.karamail.delivery.AttemptErrors;
import org.karamail.delivery.Delivery;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.shell.internal.view.QueueFigures;

/** {@code mail:queue-stats}: the queue in numbers. */
@Service
@Command(
    scope = "mail",
    name = "queue-stats",
    description = "Counts recipients by state, and shows the longest waiting lines.")
public final class QueueStatsCommand implements Action {

  @Option(name = "--limit", description = "How many routes are shown")
  private int limit = 20;

  @Option(name = "--json", description = "One JSON document instead of lines")
  private boolean json;

  @Reference
  @SuppressWarnings("NullAway.Init")
  private Session session;

  @Reference(optional = true)
  private @Nullable MailQueueStore store;

  @Reference(optional = true)
  private @Nullable Delivery delivery;

  private Clock clock = Clock.system(ZoneId.systemDefault());

  @Override
  public @Nullable Object execute() throws CommandException {
    return Invocation.run(this, session, clock, List.of(), this::count);
  }

  private void count(Invocation call) {
    Optional<AttemptErrors> errors = Optional.ofNullable(delivery).map(Delivery::errors);
    call.answer(new QueueFigures(Invocation.required(store).statistics(), errors, Page.checked(limit)), json);
  }
}
