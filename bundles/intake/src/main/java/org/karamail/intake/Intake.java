package org.karamail.intake;

import java.util.List;
import org.karamail.message.Message;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.osgi.annotation.versioning.ProviderType;

/** Opens transactions. One service. */
@ProviderType
public interface Intake {

  /**
   * Opens a transaction for one message.
   *
   * @param envelope who sends it and how it came in
   * @param recipients whom routing has accepted, in the client's order, without repeats
   * @param expectedSize octets the client announced, or 0
   * @param provenance what hooks are to know; where the answer is {@link Opening.Closed} its pins stay the caller's
   */
  Opening begin(Envelope envelope, List<Mailbox> recipients, long expectedSize, Provenance provenance);

  /** The same for a message of which nothing else is known. */
  default Opening begin(Envelope envelope, List<Mailbox> recipients, long expectedSize) {
    return begin(envelope, recipients, expectedSize, Provenance.UNKNOWN);
  }

  /**
   * Composes a message of our own making, such as a report, up to the point where it can be committed together with what
   * gave rise to it. No hook may drop it, and it may go anywhere. Its header is not checked, and gets a Received field. May
   * wait for the disk: call it on a thread of your own.
   *
   * @param message header block and body, complete
   * @return what to hand to the store's update, or the reply that says why not
   */
  Preparation prepare(Envelope envelope, List<Mailbox> recipients, Message message);
}
