package org.karamail.testkit.hook;

import java.net.InetAddress;
import org.karamail.hook.HostAttempt;
import org.karamail.hook.QueuedMail;

/** One host about to be tried. */
public record HostView(QueuedMail mail, String host, InetAddress address, int port) implements HostAttempt {

  /** {@code mx.local.example} on the loopback address. */
  public static HostView sample() {
    return new HostView(QueuedView.sample(), "mx.local.example", InetAddress.getLoopbackAddress(), 25);
  }
}
