package org.karamail.smtp.internal.view;

import java.util.Optional;
import org.karamail.hook.MailFrom;
import org.karamail.hook.RateLimitCheck;
import org.karamail.hook.Session;
import org.karamail.model.Mailbox;

/** A moment at which a client may be too fast. */
public record RateView(
    Session session, RateLimitCheck.Stage stage, Optional<MailFrom> mail, Optional<Mailbox> recipient)
    implements RateLimitCheck {

  /** A connection. */
  public static RateView ofConnection(Session session) {
    return new RateView(session, Stage.CONNECT, Optional.empty(), Optional.empty());
  }

  /** A transaction. */
  public static RateView of(MailFrom mail) {
    return new RateView(mail.session(), Stage.MAIL, Optional.of(mail), Optional.empty());
  }

  /** A recipient. */
  public static RateView of(MailFrom mail, Mailbox recipient) {
    return new RateView(mail.session(), Stage.RCPT, Optional.of(mail), Optional.of(recipient));
  }
}
