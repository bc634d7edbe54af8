package org.karamail.hook;

import java.util.Optional;
import org.karamail.model.Mailbox;
import org.osgi.annotation.versioning.ProviderType;

/** A moment at which somebody may be too fast: a connection, a transaction, a recipient. */
@ProviderType
public interface RateLimitCheck {

  Session session();

  Stage stage();

  /** The transaction; empty on connect. */
  Optional<MailFrom> mail();

  /** The recipient; only at RCPT. */
  Optional<Mailbox> recipient();

  /** At which step the question is asked. */
  enum Stage {
    CONNECT,
    MAIL,
    RCPT
  }
}
