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

/** {@code mail:queue-delete}: takes recipients back for good. Nobody is told, so anything but ids wants {@code --yes}. */
@Service
@Command(
    scope = "mail",
    name = "queue-delete",
    description = "Takes recipients back for good; no report is sent. Conditions and all need --yes.")
public final class QueueDeleteCommand implements Action {

  private static final String REASON = "deleted by an operator";

  @Argument(name = "selector", description = SelectorSyntax.HELP, multiValued = true, valueToShowInHelp = "")
  @Completion(SelectorCompleter.class)
  private List<String> words = List.of();

  @Option(name = "--yes", description = "Do it; needed with conditions and with all")
  private boolean yes;

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
    return Invocation.run(this, session, clock, words, this::delete);
  }

  private void delete(Invocation call) throws InterruptedException {
    Change change = Change.of(Invocation.required(store), call);
    if (!yes && !change.isOfIdsOnly()) {
      change.refuseUnlessSure("delete");
    }
    call.answer(
        change.made(
            "deleted",
            change.store().cancel(change.selector(), REASON),
            "deleted nothing: none of what matches is open"),
        json);
  }
}
