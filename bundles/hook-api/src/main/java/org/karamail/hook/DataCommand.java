package org.karamail.hook;

import java.util.List;
import org.karamail.model.Mailbox;
import org.osgi.annotation.versioning.ProviderType;

/** DATA, before the 354: the last moment at which a refusal saves the client the transfer. */
@ProviderType
public interface DataCommand {

  MailFrom mail();

  /** The accepted recipients, at least one. */
  List<Mailbox> recipients();
}
