package org.karamail.smtp.internal.session;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.karamail.model.BodyType;
import org.karamail.model.Mailbox;
import org.karamail.model.ReversePath;

/** A mail transaction from MAIL to the end of the message (RFC 5321 section 3.3). */
public final class MailTransaction {

  private final ReversePath sender;
  private final BodyType body;
  private final long announcedSize;
  private final Set<Mailbox> recipients = new LinkedHashSet<>();
  private int refused;
  private int overshoot;

  /**
   * A transaction without recipients.
   *
   * @param announcedSize the SIZE parameter, or 0
   */
  public MailTransaction(ReversePath sender, BodyType body, long announcedSize) {
    this.sender = sender;
    this.body = body;
    this.announcedSize = announcedSize;
  }

  public ReversePath sender() {
    return sender;
  }

  public BodyType body() {
    return body;
  }

  public long announcedSize() {
    return announcedSize;
  }

  /** Adds a recipient; one that is there already stays once. */
  public void add(Mailbox recipient) {
    recipients.add(recipient);
  }

  public boolean has(Mailbox recipient) {
    return recipients.contains(recipient);
  }

  public int recipientCount() {
    return recipients.size();
  }

  /** Counts a recipient that was refused. */
  public void refused() {
    refused++;
  }

  public boolean hasRefusedRecipients() {
    return refused > 0;
  }

  /** Counts a recipient beyond the limit; answers how many there have been. */
  public int overshoot() {
    refused++;
    return ++overshoot;
  }

  /** In the client's order. */
  public List<Mailbox> recipients() {
    return List.copyOf(recipients);
  }
}
