package org.karamail.testkit.hook;

import java.util.Optional;
import org.karamail.hook.AuthAttempt;
import org.karamail.hook.CredentialsRequest;
import org.karamail.hook.DataCommand;
import org.karamail.hook.Disconnect;
import org.karamail.hook.Duty;
import org.karamail.hook.Helo;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.MailFrom;
import org.karamail.hook.RateLimitCheck;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Session;
import org.karamail.hook.catalogue.Caller;
import org.karamail.hook.catalogue.HookPoint;

/** What the engine knows of a view when it looks into a hook's {@link Duty}: whose it is, and what header it has. */
record Occasion(HookPoint<?, ?> point, Object view) {

  /** Whether a hook with this duty is asked. */
  boolean isWork(Duty duty) {
    boolean mayRelay = session().filter(Session::mayRelay).isPresent();
    return point.caller() == Caller.HOOK_ENGINE || duty.isAt(point.type(), mayRelay, this::mayHold);
  }

  private boolean mayHold(String field) {
    return !(view instanceof IncomingMessage message) || message.headers().first(field).isPresent();
  }

  private Optional<Session> session() {
    if (view instanceof IncomingMessage message) {
      return message.session();
    } else if (view instanceof RcptTo rcpt) {
      return Optional.of(rcpt.mail().session());
    } else if (view instanceof DataCommand data) {
      return Optional.of(data.mail().session());
    }
    return ofConnection();
  }

  private Optional<Session> ofConnection() {
    if (view instanceof Session session) {
      return Optional.of(session);
    } else if (view instanceof Helo helo) {
      return Optional.of(helo.session());
    } else if (view instanceof MailFrom mail) {
      return Optional.of(mail.session());
    } else if (view instanceof RateLimitCheck check) {
      return Optional.of(check.session());
    } else if (view instanceof AuthAttempt attempt) {
      return Optional.of(attempt.session());
    } else if (view instanceof CredentialsRequest request) {
      return Optional.of(request.session());
    }
    return view instanceof Disconnect disconnect ? Optional.of(disconnect.session()) : Optional.empty();
  }
}
