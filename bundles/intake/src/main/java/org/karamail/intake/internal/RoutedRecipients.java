package org.karamail.intake.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.karamail.model.Mailbox;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;
import org.karamail.queue.store.Submission.NewRecipient;
import org.karamail.routing.Resolution;
import org.karamail.routing.Routing;

/** The recipients of a message with their routes, or the reply of the first that has none. */
sealed interface RoutedRecipients {

  record All(List<NewRecipient> recipients) implements RoutedRecipients {}

  record Refused(Mailbox recipient, Reply reply) implements RoutedRecipients {}

  static RoutedRecipients of(Routing routing, List<Mailbox> recipients, boolean mayRelay, Instant due, String detail) {
    List<NewRecipient> routed = new ArrayList<>(recipients.size());
    for (Mailbox address : recipients) {
      Resolution resolution = routing.resolve(address, mayRelay);
      if (resolution instanceof Resolution.Refused refused) {
        return new Refused(address, refused.reply());
      }
      Recipient recipient = new Recipient(routed.size(), address, ((Resolution.Routed) resolution).route());
      routed.add(new NewRecipient(recipient, RecipientState.QUEUED, due, detail));
    }
    return new All(routed);
  }
}
