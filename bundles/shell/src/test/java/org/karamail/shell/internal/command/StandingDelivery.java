package org.karamail.shell.internal.command;

import java.util.Set;
import org.karamail.delivery.Delivery;

/** A delivery that stands still. */
record StandingDelivery(boolean isPaused) implements Delivery {

  @Override
  public int active() {
    return 3;
  }

  @Override
  public int limit() {
    return 50;
  }

  @Override
  public Set<String> transports() {
    return Set.of("smtp", "maildir");
  }
}
