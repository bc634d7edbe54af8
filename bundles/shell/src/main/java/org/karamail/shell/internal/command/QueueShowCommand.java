package org.karamail.shell.internal.command;

import java.io.IOException;
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
import org.karamail.message.HeaderField;
import org.karamail.message.Message;
import org.karamail.model.QueueId;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.settings.Units;
import org.karamail.shell.internal.Refusal;
import org.karamail.shell.internal.selector.SelectorSyntax;
import org.karamail.shell.internal.view.MessageDetails;

/** {@code mail:queue-show}: one message with all its recipients, or what is in it. */
@Service
@Command(
    scope = "mail",
    name = "queue-show",
    description = "Shows a message of the queue, its recipients, and with --raw its content.")
public final class QueueShowCommand implements Action {

  private static final List<String> TELLING = List.of("Date", "From", "To", "Subject", "Message-ID");

  @Argument(name = "id", description = "The queue id of a message", multiValued = true, valueToShowInHelp = "")
  @Completion(IdCompleter.class)
  private List<String> words = List.of();

  @Option(
      name = "--raw",
      description = "The message itself, escaped for the terminal; with --json base64, octet for octet")
  private boolean raw;

  @Option(name = "--limit", description = "How much of it --raw shows, 4096, 64KB, 1MB")
  private String limit = "64KB";

  @Option(name = "--all", description = "With --raw: all of it")
  private boolean all;

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
    return Invocation.run(this, session, clock, words, this::show);
  }

  private void show(Invocation call) throws IOException {
    MailQueueStore queue = Invocation.required(store);
    QueueId id = SelectorSyntax.id(call.argument("queue id"));
    QueuedMessage message = queue.get(id).orElseThrow(() -> Change.unknown(queue, id));
    if (!raw) {
      call.answer(new MessageDetails(message, telling(queue, id)), json);
      return;
    }
    Message stored = content(queue, id).orElseThrow(() -> Change.unknown(queue, id));
    RawMessage content = new RawMessage(id, stored, all ? Long.MAX_VALUE : limit());
    if (json) {
      call.document(content::write);
    } else {
      content.print(call);
    }
  }

  private long limit() {
    return Units.size(limit)
        .filter(octets -> octets > 0)
        .orElseThrow(() -> new Refusal("--limit takes a size such as 4096, 64KB or 1MB, not '" + limit + "'"));
  }

  private static List<HeaderField> telling(MailQueueStore queue, QueueId id) {
    return content(queue, id)
        .map(content -> TELLING.stream().map(content.headers()::first).flatMap(Optional::stream).toList())
        .orElse(List.of());
  }

  /** Empty when the message was finished in this very moment. */
  private static Optional<Message> content(MailQueueStore queue, QueueId id) {
    try {
      return Optional.of(queue.content(id));
    } catch (IllegalStateException gone) {
      return Optional.empty();
    }
  }
}
