package org.karamail.shell.internal.command;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
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
import org.karamail.queue.Selector;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.shell.internal.selector.SelectorSyntax;

/** {@code mail:queue-hold}: sets recipients aside until an operator lets them go on. */
@Service
@Command(scope = "mail", name = "queue-hold", description = "Sets recipients aside until mail:queue-release.")
public final class QueueHoldCommand implements Action {

  @Argument(name = "selector", description = SelectorSyntax.HELP, multiValued = true, valueToShowInHelp = "")
  @Completion(SelectorCompleter.class)
  private List<String> words = List.of();

  @Option(name = "--reason", description = "Shown in the queue, in the trace and in the log")
  private String reason = "held by an operator";

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
    return Invocation.run(this, session, clock, words, this::hold);
  }

  private void hold(Invocation call) throws InterruptedException {
    Change change = Change.of(Invocation.required(store), call);
    Selector selector = change.selector();
    call.answer(
        change.made(
            "held",
            change.store().hold(selector, reason),
            "held nothing: none of what matches is queued, scheduled, active or deferred"),
        json);
  }
}
