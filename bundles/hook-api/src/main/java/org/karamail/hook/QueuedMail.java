package org.karamail.hook;

import java.time.Instant;
import java.util.List;
import org.karamail.message.Message;
import org.karamail.model.Envelope;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.Route;
import org.osgi.annotation.versioning.ProviderType;

/** A queued message on its way out, with those of its recipients that share a route. */
@ProviderType
public interface QueuedMail {

  QueueId id();

  Envelope envelope();

  Instant acceptedAt();

  Route route();

  /** At least one. */
  List<Recipient> recipients();

  /** How often delivery to them has been attempted. */
  int attempts();

  /** Header block and body, as edited so far. */
  Message message();
}
