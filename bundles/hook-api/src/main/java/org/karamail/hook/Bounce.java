package org.karamail.hook;

import java.util.List;
import org.karamail.message.Message;
import org.karamail.model.Mailbox;
import org.karamail.model.Recipient;
import org.osgi.annotation.versioning.ProviderType;

/** A report of failure about to be queued (RFC 3464). */
@ProviderType
public interface Bounce {

  /** The message that failed. */
  QueuedMail mail();

  /** For whom it failed. */
  List<Recipient> failed();

  /** Who is told. */
  Mailbox sender();

  /** The report as it would go out. */
  Message report();
}
