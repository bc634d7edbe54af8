package org.karamail.rocksdb.internal.body;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.MailDomain;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;

/** Leases of messages of one recipient. */
final class Leases {

  static final Route AWAY = new Route("smtp", "away.example");

  private Leases() {}

  static Lease of(QueueId id) {
    return of(id, AWAY);
  }

  static Lease of(QueueId id, Route route) {
    Envelope envelope = new Envelope(ReversePath.NULL, Origin.local("test"), Priority.NORMAL, BodyType.SEVEN_BIT);
    Recipient ann = new Recipient(0, new Mailbox("ann", new MailDomain("away.example")), route);
    LeasedRecipient leased = new LeasedRecipient(ann, 0, Instant.EPOCH, Optional.empty(), Optional.empty());
    return new Lease(id, 1, Lease.Purpose.DELIVER, route, envelope, List.of(leased));
  }
}
