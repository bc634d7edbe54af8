package org.karamail.testkit.hook;

import org.karamail.hook.Helo;
import org.karamail.hook.Session;

/** HELO or EHLO. */
public record HeloView(Session session, String name, boolean isExtended) implements Helo {

  /** EHLO of {@link SessionView#sample}. */
  public static HeloView sample() {
    return new HeloView(SessionView.sample(), "client.example", true);
  }
}
