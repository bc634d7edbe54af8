package org.karamail.hook;

import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.osgi.annotation.versioning.ProviderType;

/** A recipient that routing has accepted and that needs a route. */
@ProviderType
public interface RouteRequest {

  Envelope envelope();

  Mailbox recipient();

  /** Whether it ends in a mailbox here, if nobody says otherwise. */
  boolean isLocal();
}
