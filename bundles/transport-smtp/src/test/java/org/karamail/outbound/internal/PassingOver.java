package org.karamail.outbound.internal;

import java.net.InetAddress;
import org.karamail.delivery.AttemptProgress;

/**
 * An attempt in which a plugin keeps the mail from one host, and no peer refuses anybody.
 *
 * @param port of that host
 */
record PassingOver(int port) implements AttemptProgress {

  @Override
  public void handingOver() {
    // who passes it looks at who is given the mail, not at when
  }

  @Override
  public void siteRefuses() {
    throw new AssertionError("no peer here refuses anybody");
  }

  @Override
  public boolean mayTry(String host, InetAddress address, int asked) {
    return asked != port;
  }
}
