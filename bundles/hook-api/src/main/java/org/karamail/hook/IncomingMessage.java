package org.karamail.hook;

import java.util.List;
import java.util.Optional;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.osgi.annotation.versioning.ProviderType;

/** A message that is being taken in, as edited so far; checks see it as it was received. */
@ProviderType
public interface IncomingMessage {

  /** The id under which it will be queued. */
  QueueId id();

  Envelope envelope();

  /** The accepted recipients. */
  List<Mailbox> recipients();

  /** The client's session; empty for messages that came by HTTP or are reports of our own. */
  Optional<Session> session();

  HeaderBlock headers();

  /** Re-readable; every stream opened from it is closed for this plugin when the transaction ends. */
  Body body();

  /** What checks have found so far: SPF, DKIM, DMARC. */
  List<CheckResult> checks();

  /** What gates have found so far. */
  List<Finding> findings();
}
