package org.karamail.testkit.hook;

import org.karamail.hook.AuthAttempt;
import org.karamail.hook.Session;

/** AUTH with credentials that are right. */
public record AuthAttemptView(Session session, String mechanism, String user) implements AuthAttempt {

  /** {@code alice} by PLAIN. */
  public static AuthAttemptView sample() {
    return new AuthAttemptView(SessionView.sample().on("submission").encrypted(), "PLAIN", "alice");
  }
}
