package org.karamail.smtp.internal.view;

import java.util.List;
import java.util.Map;
import org.karamail.hook.MailFrom;
import org.karamail.hook.RcptTo;
import org.karamail.model.Mailbox;

/** RCPT. */
public record RcptView(MailFrom mail, Mailbox recipient, List<Mailbox> accepted, Map<String, String> parameters)
    implements RcptTo {

  public RcptView {
    accepted = List.copyOf(accepted);
    parameters = Map.copyOf(parameters);
  }
}
