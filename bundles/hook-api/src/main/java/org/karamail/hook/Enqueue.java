package org.karamail.hook;

import org.karamail.model.Recipient;
import org.osgi.annotation.versioning.ProviderType;

/** One recipient of a message about to be committed. */
@ProviderType
public interface Enqueue {

  IncomingMessage message();

  /** With its route. */
  Recipient recipient();
}
