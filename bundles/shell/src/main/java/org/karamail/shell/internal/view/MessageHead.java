package org.karamail.shell.internal.view;

import java.util.List;
import org.karamail.model.RecipientState;
import org.karamail.model.ReversePath;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.QueuedRecipient;
import org.karamail.shell.internal.selector.StateNames;

/** The first lines about a message, the same wherever one is shown. */
final class MessageHead {

  private static final int LABEL = 12;

  private MessageHead() {}

  static List<String> lines(QueuedMessage message, Screen screen) {
    return List.of(
        message.id().toString(),
        label("accepted") + screen.moment(message.acceptedAt()),
        label("sender") + sender(message.envelope().sender()),
        label("came by") + message.envelope().origin().summary(),
        label("size") + Amounts.size(message.size()) + ", " + message.envelope().body().keyword() + ", priority "
            + message.envelope().priority());
  }

  /** What stands in front of a value; as wide as the longest label, {@code message-id}. */
  static String label(String name) {
    return "  " + Columns.left(name, LABEL);
  }

  static String sender(ReversePath sender) {
    return sender.isNull() ? "<>" : sender.toString();
  }

  /** {@code 0  bob@example.net  deferred, due …}. */
  static String recipient(QueuedRecipient one, Screen screen) {
    return "  " + one.recipient().index() + "  " + one.recipient().address() + "  " + state(one, screen);
  }

  private static String state(QueuedRecipient one, Screen screen) {
    String name = StateNames.name(one.state());
    if (one.state().isFinal()) {
      return name + " at " + screen.moment(one.due());
    }
    boolean waits = one.state() == RecipientState.DEFERRED || one.state() == RecipientState.SCHEDULED;
    return waits ? name + ", due " + screen.moment(one.due()) : name;
  }
}
