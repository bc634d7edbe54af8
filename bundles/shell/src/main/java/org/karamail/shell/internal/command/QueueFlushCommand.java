package org.karamail.shell.internal.command;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.karamail.delivery.Delivery;
import org.karamail.model.RecipientState;
import org.karamail.queue.Selector;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.shell.internal.view.Changed;

/** {@code mail:queue-flush}: makes all deferred recipients due now, and has sites tried that are left alone. */
@Service
@Command(scope = "mail", name = "queue-flush", description = "Makes all deferred recipients due now, also those of sites that are left alone for a while.")
public final class QueueFlushCommand implements Action {

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
    return Invocation.run(this, session, clock, List.of(), this::flush);
  }

  private void flush(Invocation call) throws InterruptedException {
    Selector deferred = Selector.ALL.in(Set.of(RecipientState.DEFERRED));
    int count = Invocation.await(Invocation.required(store).requeue(deferred));
    Optional.ofNullable(delivery).ifPresent(Delivery::tryFailedSites);
    call.answer(new Changed("made due", count, "nothing to flush: no recipient is deferred"), json);
  }
}
