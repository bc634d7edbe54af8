package org.karamail.hook;

import org.karamail.model.Attempt;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.osgi.annotation.versioning.ProviderType;

/** What came of an attempt for one recipient; it is on disk already. */
@ProviderType
public interface RecipientResult {

  QueuedMail mail();

  Recipient recipient();

  Attempt attempt();

  /** Where the recipient stands now: DELIVERED, DEFERRED, FAILED, EXPIRED or HELD. */
  RecipientState state();
}
