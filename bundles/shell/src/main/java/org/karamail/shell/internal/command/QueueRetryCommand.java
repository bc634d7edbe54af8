package org.karamail.shell.internal.command;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
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
import org.karamail.model.RecipientState;
import org.karamail.queue.Selector;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.shell.internal.selector.SelectorSyntax;

/**
 * {@code mail:queue-retry}: makes recipients due now. Without {@code state=} it means those that were tried: deferred,
 * failed, expired. What is held stays held, and what is scheduled for later stays scheduled, unless named.
 */
@Service
@Command(
    scope = "mail",
    name = "queue-retry",
    description = "Makes deferred, failed and expired recipients due now; with state=held or state=scheduled those.")
public final class QueueRetryCommand implements Action {

  private static final Set<RecipientState> TRIED =
      Set.of(RecipientState.DEFERRED, RecipientState.FAILED, RecipientState.EXPIRED);

  @Argument(name = "selector", description = SelectorSyntax.HELP, multiValued = true, valueToShowInHelp = "")
  @Completion(SelectorCompleter.class)
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
    return Invocation.run(this, session, clock, words, this::retry);
  }

  private void retry(Invocation call) throws InterruptedException {
    Change change = Change.of(Invocation.required(store), call);
    Selector selector = change.selector().states().isEmpty() ? change.selector().in(TRIED) : change.selector();
    call.answer(
        change.made(
            "made due",
            change.store().requeue(selector),
            "nothing to retry: none of what matches is deferred, failed or expired"
                + " (state=held or state=scheduled means those)"),
        json);
  }
}
