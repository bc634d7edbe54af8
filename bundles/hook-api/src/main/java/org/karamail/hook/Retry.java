package org.karamail.hook;

import java.time.Instant;
import org.karamail.model.Attempt;
import org.osgi.annotation.versioning.ProviderType;

/** Recipients about to be deferred after an attempt that failed for now. */
@ProviderType
public interface Retry {

  QueuedMail mail();

  /** The attempt that failed. */
  Attempt attempt();

  /** When they are to be tried again. */
  Instant due();
}
