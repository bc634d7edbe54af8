package org.karamail.intake.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.karamail.intake.Intake;
import org.karamail.intake.Opening;
import org.karamail.intake.Preparation;
import org.karamail.intake.Provenance;
import org.karamail.intake.internal.Conclusion.Take;
import org.karamail.message.Message;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.queue.store.Spawn;

/** Intake straight into the store. */
final class StoringIntake implements Intake {

  private final MailQueueStore store;
  private final Reception reception;
  private final Drafts drafts;
  private final ReportObservers observers;

  StoringIntake(MailQueueStore store, Reception reception, IntakeHooks hooks) {
    this.store = store;
    this.reception = reception;
    this.drafts = new Drafts(store, hooks);
    this.observers = new ReportObservers(hooks);
  }

  @Override
  public Opening begin(Envelope envelope, List<Mailbox> recipients, long expectedSize, Provenance provenance) {
    needRecipients(recipients);
    try {
      return new Opening.Opened(
          new IncomingMessage(reception, drafts, envelope, recipients, provenance, store.begin(expectedSize)));
    } catch (RuntimeException fault) {
      return new Opening.Closed(Faults.reply("a message from <" + envelope.sender() + ">", fault));
    }
  }

  @Override
  public Preparation prepare(Envelope envelope, List<Mailbox> recipients, Message message) {
    needRecipients(recipients);
    try {
      return prepared(store.begin(message.size()), envelope, recipients, message);
    } catch (RuntimeException fault) {
      return new Preparation.Impossible(Faults.reply("a message of our own", fault));
    }
  }

  private Preparation prepared(Draft draft, Envelope envelope, List<Mailbox> recipients, Message message) {
    try {
      Conclusion conclusion = reception.admit(draft.id(), envelope, recipients, message.headers());
      if (conclusion instanceof Take take) {
        observers.show(
            MessageView.of(
                draft.id(),
                Optional.empty(),
                MailInHand.untouched(envelope, recipients, message.headers(), message.body(), List.of())));
        Drafts.copy(message.body(), draft.sink(), new EightBits());
        return new Preparation.Prepared(new Spawn(draft, take.submission()));
      }
      draft.abort();
      return new Preparation.Impossible(((Conclusion.Refuse) conclusion).reply());
    } catch (IOException | RuntimeException fault) {
      draft.abort();
      return new Preparation.Impossible(Faults.reply(draft.id(), fault));
    }
  }

  private static void needRecipients(List<Mailbox> recipients) {
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("a message needs a recipient");
    }
  }
}
