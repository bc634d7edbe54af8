package org.karamail.shell.internal.command;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.shell.internal.Refusal;
import org.karamail.shell.internal.selector.SelectorSyntax;
import org.karamail.shell.internal.view.TraceReport;

/** {@code mail:trace}: a message's way through its states, also when it is finished. */
@Service
@Command(
    scope = "mail",
    name = "trace",
    description = "Shows a message's way through its states, also after it is finished.")
public final class TraceCommand implements Action {

  @Argument(name = "id", description = "The queue id of a message", multiValued = true, valueToShowInHelp = "")
  @Completion(IdCompleter.class)
  private List<String> words = List.of();

  @Option(name = "--json", description = "One JSON document instead of lines")
  private boolean json;

  @Reference
  @SuppressWarnings("NullAway.Init")
  private Session session;

  @Reference(optional = true)
  private @Nullable MailQueueStore store;

  private Clock clock = Clock.system(ZoneId.systemDefault());

  @Override
  public @Nullable Object execute() throws CommandException {
    return Invocation.run(this, session, clock, words, this::trace);
  }

  private void trace(Invocation call) {
    MailQueueStore queue = Invocation.required(store);
    QueueId id = SelectorSyntax.id(call.argument("queue id"));
    List<MailEvent> history = queue.history(id);
    Optional<QueuedMessage> message = queue.get(id);
    if (history.isEmpty()) {
      throw new Refusal("nothing is known of " + id + ": no such message, or its history is no longer kept");
    }
    call.answer(new TraceReport(id, message, history), json);
  }
}
