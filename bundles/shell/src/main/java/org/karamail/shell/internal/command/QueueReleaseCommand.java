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
import org.karamail.queue.store.MailQueueStore;
import org.karamail.shell.internal.selector.SelectorSyntax;

/** {@code mail:queue-release}: lets held recipients go on. */
@Service
@Command(scope = "mail", name = "queue-release", description = "Lets held recipients go on; they are due at once.")
public final class QueueReleaseCommand implements Action {

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
    return Invocation.run(this, session, clock, words, this::release);
  }

  private void release(Invocation call) throws InterruptedException {
    Change change = Change.of(Invocation.required(store), call);
    call.answer(
        change.made(
            "released", change.store().release(change.selector()), "released nothing: none of what matches is held"),
        json);
  }
}
