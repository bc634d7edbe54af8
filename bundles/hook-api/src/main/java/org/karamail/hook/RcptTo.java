package org.karamail.hook;

import java.util.List;
import java.util.Map;
import org.karamail.model.Mailbox;
import org.osgi.annotation.versioning.ProviderType;

/** RCPT (RFC 5321 section 4.1.1.3) for a recipient that routing accepts. */
@ProviderType
public interface RcptTo {

  MailFrom mail();

  Mailbox recipient();

  /** Those accepted before in this transaction. */
  List<Mailbox> accepted();

  /** The parameters as sent, names in upper case, the empty text for those without a value. */
  Map<String, String> parameters();
}
