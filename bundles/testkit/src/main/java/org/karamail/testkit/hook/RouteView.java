package org.karamail.testkit.hook;

import org.karamail.hook.RouteRequest;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;

/** A recipient that needs a route. */
public record RouteView(Envelope envelope, Mailbox recipient, boolean isLocal) implements RouteRequest {

  /** A local recipient, {@code bob@local.example}. */
  public static RouteView sample() {
    return new RouteView(Samples.envelope(), Samples.RECIPIENT, true);
  }
}
