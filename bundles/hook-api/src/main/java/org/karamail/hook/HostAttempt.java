package org.karamail.hook;

import java.net.InetAddress;
import org.osgi.annotation.versioning.ProviderType;

/** One host about to be tried for a delivery. */
@ProviderType
public interface HostAttempt {

  QueuedMail mail();

  /** Its name, as MX or configuration gives it. */
  String host();

  InetAddress address();

  int port();
}
