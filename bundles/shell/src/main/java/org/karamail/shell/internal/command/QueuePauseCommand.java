package org.karamail.shell.internal.command;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.karamail.delivery.Delivery;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.shell.internal.view.Pausing;

/** {@code mail:queue-pause}: stops deliveries; mail is taken in all the same. */
@Service
@Command(scope = "mail", name = "queue-pause", description = "Stops deliveries; mail is taken in all the same.")
public final class QueuePauseCommand implements Action {

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
    return Invocation.run(this, session, clock, List.of(), this::pause);
  }

  private void pause(Invocation call) throws InterruptedException {
    Invocation.await(Invocation.required(store).pause(true));
    call.answer(new Pausing(true, delivery != null && delivery.isPaused()), json);
  }
}
