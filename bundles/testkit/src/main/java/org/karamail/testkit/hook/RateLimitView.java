package org.karamail.testkit.hook;

import java.util.Optional;
import org.karamail.hook.MailFrom;
import org.karamail.hook.RateLimitCheck;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Session;
import org.karamail.model.Mailbox;

/** A moment at which somebody may be too fast. */
public record RateLimitView(
    Session session,
    Stage stage,
    Optional<MailFrom> mail,
    Optional<Mailbox> recipient)
    implements RateLimitCheck {

  /** A connection. */
  public static RateLimitView connecting() {
    return new RateLimitView(SessionView.sample(), Stage.CONNECT, Optional.empty(), Optional.empty());
  }

  /** A transaction. */
  public static RateLimitView mail(MailFrom mail) {
    return new RateLimitView(mail.session(), Stage.MAIL, Optional.of(mail), Optional.empty());
  }

  /** A recipient. */
  public static RateLimitView recipient(RcptTo rcpt) {
    return new RateLimitView(
        rcpt.mail().session(), Stage.RCPT, Optional.of(rcpt.mail()), Optional.of(rcpt.recipient()));
  }
}
