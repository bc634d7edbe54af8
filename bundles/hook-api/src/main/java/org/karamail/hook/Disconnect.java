package org.karamail.hook;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/** The end of a client's connection. */
@ProviderType
public interface Disconnect {

  Session session();

  /** How long it lasted. */
  Duration lasted();

  /** How many commands it sent. */
  int commands();

  /** How many messages were accepted. */
  int messages();

  /** Who ended it. */
  Reason reason();

  /** Who ended a connection. */
  enum Reason {
    /** The client said QUIT. */
    QUIT,
    /** The client was gone. */
    LOST,
    /** We closed it: a time-out, too many errors, a hook's verdict. */
    CLOSED,
    /** Karamail shuts down. */
    SHUTDOWN
  }
}
