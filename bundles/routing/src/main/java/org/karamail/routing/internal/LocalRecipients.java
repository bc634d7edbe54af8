package org.karamail.routing.internal;

import org.karamail.model.Mailbox;

/** Who has a mailbox at the local domains. Asked on any thread; answers without waiting. */
sealed interface LocalRecipients permits Everybody, RecipientList, RecipientFile {

  /** Whether this address, whose domain is local, has a mailbox here. */
  boolean include(Mailbox address);
}
