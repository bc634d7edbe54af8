package org.karamail.smtp.internal.session;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karamail.model.BodyType;
import org.karamail.model.Mailbox;
import org.karamail.model.ReportForm;
import org.karamail.model.ReportWish;
import org.karamail.model.ReversePath;

/** A mail transaction from MAIL to the end of the message (RFC 5321 section 3.3). */
public final class MailTransaction {

  private final ReversePath sender;
  private final BodyType body;
  private final long announcedSize;
  private final ReportForm reports;
  private final Map<Mailbox, ReportWish> recipients = new LinkedHashMap<>();
  private int refused;
  private int overshoot;

  /**
   * A transaction without recipients.
   *
   * @param announcedSize the SIZE parameter, or 0
   * @param reports what the client asks of reports
   */
  public MailTransaction(ReversePath sender, BodyType body, long announcedSize, ReportForm reports) {
    this.sender = sender;
    this.body = body;
    this.announcedSize = announcedSize;
    this.reports = reports;
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

  public ReportForm reports() {
    return reports;
  }

  /** Adds a recipient; one that is there already stays once, as it is. */
  public void add(Mailbox recipient, ReportWish wish) {
    recipients.putIfAbsent(recipient, wish);
  }

  public boolean has(Mailbox recipient) {
    return recipients.containsKey(recipient);
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
    return List.copyOf(recipients.keySet());
  }

  /** What the client asks of reports about those recipients of whom it asks anything. */
  public Map<Mailbox, ReportWish> reportWishes() {
    Map<Mailbox, ReportWish> wishes = new HashMap<>(recipients);
    wishes.values().removeIf(ReportWish.NONE::equals);
    return wishes;
  }
}
