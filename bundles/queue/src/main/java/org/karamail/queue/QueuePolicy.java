package org.karamail.queue;

import org.osgi.annotation.versioning.ProviderType;

/** The queue's configuration ({@code karamail.queue}) as it stands now. One service; ask it anew for every decision. */
@ProviderType
public interface QueuePolicy {

  /** The settings in force; never changes under the caller, so keep it for one decision only. */
  QueueSettings settings();
}
