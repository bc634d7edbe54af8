package org.karamail.hook;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.karamail.model.BodyType;
import org.karamail.model.ReversePath;
import org.osgi.annotation.versioning.ProviderType;

/** MAIL (RFC 5321 section 4.1.1.2): the beginning of a transaction. */
@ProviderType
public interface MailFrom {

  Session session();

  ReversePath sender();

  /** What the client announced by SIZE, in octets. */
  OptionalLong announcedSize();

  BodyType body();

  /** What checks have found about the sender so far: SPF, from RCPT on. */
  List<CheckResult> checks();

  /** The parameters as sent, names in upper case, the empty text for those without a value. */
  Map<String, String> parameters();
}
