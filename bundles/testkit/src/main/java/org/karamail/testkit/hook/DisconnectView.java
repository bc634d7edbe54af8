package org.karamail.testkit.hook;

import java.time.Duration;
import org.karamail.hook.Disconnect;
import org.karamail.hook.Session;

/** The end of a client's connection. */
public record DisconnectView(
    Session session,
    Duration lasted,
    int commands,
    int messages,
    Reason reason)
    implements Disconnect {

  /** A client that said QUIT after one message. */
  public static DisconnectView sample() {
    return new DisconnectView(SessionView.sample(), Duration.ofSeconds(3), 5, 1, Reason.QUIT);
  }
}
