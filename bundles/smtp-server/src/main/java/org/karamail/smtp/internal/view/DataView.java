package org.karamail.smtp.internal.view;

import java.util.List;
import org.karamail.hook.DataCommand;
import org.karamail.hook.MailFrom;
import org.karamail.model.Mailbox;

/** DATA. */
public record DataView(MailFrom mail, List<Mailbox> recipients) implements DataCommand {

  public DataView {
    recipients = List.copyOf(recipients);
  }
}
