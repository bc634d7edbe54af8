package org.karamail.shell.internal.command;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.QueuedRecipient;
import org.karamail.queue.Selector;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.shell.internal.Refusal;
import org.karamail.shell.internal.selector.SelectorSyntax;
import org.karamail.shell.internal.selector.StateNames;
import org.karamail.shell.internal.view.QueueListing;

/** {@code mail:queue-list}: messages, a line each, oldest first; what is open unless a selector says otherwise. */
@Service
@Command(
    scope = "mail",
    name = "queue-list",
    description = "Lists messages, oldest first; without a selector all open ones.")
public final class QueueListCommand implements Action {

  private static final Set<RecipientState> STUCK = Set.of(RecipientState.DEFERRED, RecipientState.HELD);

  @Argument(name = "selector", description = SelectorSyntax.HELP, multiValued = true, valueToShowInHelp = "")
  @Completion(SelectorCompleter.class)
  private List<String> words = List.of();

  @Option(
      name = "--stuck",
      description = "Only what seems stuck: held, or deferred after more than --attempts attempts")
  private boolean stuck;

  @Option(name = "--attempts", description = "How many attempts --stuck allows")
  private int attempts = 5;

  @Option(name = "--limit", description = "How many messages are listed, 1 to 10000")
  private int limit = 50;

  @Option(
      name = "--after",
      description = "Go on behind this id; the last line of a page says which",
      valueToShowInHelp = "")
  @Completion(IdCompleter.class)
  private String after = "";

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
    return Invocation.run(this, session, clock, words, this::list);
  }

  private void list(Invocation call) throws InterruptedException {
    MailQueueStore queue = Invocation.required(store);
    Selector selector = selector(call);
    Optional<QueueId> from = after.isEmpty() ? Optional.empty() : Optional.of(SelectorSyntax.id(after));
    Page page = Page.read(queue, selector, from, Page.checked(limit), message -> !stuck || isStuck(message, selector));
    if (page.messages().isEmpty() && after.isEmpty()) {
      Change.refuseUnknown(queue, selector.ids());
    }
    Optional<String> next = page.more() ? Optional.of(next(page, call.arguments())) : Optional.empty();
    call.answer(new QueueListing(page.messages(), next, whenEmpty(queue, call)), json);
  }

  private Selector selector(Invocation call) {
    Selector given =
        call.arguments().isEmpty()
            ? Selector.ALL.in(StateNames.OPEN)
            : SelectorSyntax.parse(call.arguments(), call.now());
    if (!stuck) {
      return given;
    }
    if (!call.arguments().isEmpty() && !given.states().isEmpty()) {
      throw new Refusal("--stuck chooses the states itself; leave out state=");
    }
    return given.in(STUCK);
  }

  private boolean isStuck(QueuedMessage message, Selector selector) {
    return message.recipients().stream().anyMatch(one -> selector.matches(message, one) && isStuck(one));
  }

  private boolean isStuck(QueuedRecipient one) {
    return one.state() == RecipientState.HELD || one.attempts() > attempts;
  }

  private String next(Page page, List<String> arguments) {
    return "mail:queue-list --after "
        + page.messages().get(page.messages().size() - 1).id()
        + (limit == 50 ? "" : " --limit " + limit)
        + (stuck ? " --stuck --attempts " + attempts : "")
        + arguments.stream().map(word -> " " + quoted(word)).collect(Collectors.joining());
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9=*@.:,_+-]+") ? word : "'" + word.replace("'", "") + "'";
  }

  private String whenEmpty(MailQueueStore queue, Invocation call) {
    if (!after.isEmpty()) {
      return "nothing follows";
    }
    if (stuck || !call.arguments().isEmpty()) {
      return "nothing matches";
    }
    long kept = queue.statistics().count(RecipientState.FAILED) + queue.statistics().count(RecipientState.EXPIRED);
    return kept == 0 ? "nothing is open" : "nothing is open; what failed lately: mail:queue-list state=error";
  }
}
