package org.karamail.plugin.ratelimit;

import java.util.Locale;
import java.util.Optional;
import org.karamail.hook.MailFrom;
import org.karamail.hook.RateLimitCheck;
import org.karamail.model.MailDomain;
import org.karamail.model.Mailbox;

/** Who or what is counted. */
enum Scope {
  CLIENT,
  NETWORK,
  SENDER,
  SENDER_DOMAIN,
  RECIPIENT,
  USER;

  /** The name under which it is counted, the case of letters making nobody another; empty when there is nobody of that kind. */
  Optional<String> name(RateLimitCheck check, RateLimitSettings settings) {
    return spelled(check, settings).map(text -> text.toLowerCase(Locale.ROOT));
  }

  boolean isByAddress() {
    return this == CLIENT || this == NETWORK;
  }

  private Optional<String> spelled(RateLimitCheck check, RateLimitSettings settings) {
    return switch (this) {
      case CLIENT -> Optional.of(settings.client(check.session().remoteAddress()).toString());
      case NETWORK -> Optional.of(settings.network(check.session().remoteAddress()).toString());
      case SENDER -> sender(check).map(Mailbox::toString);
      case SENDER_DOMAIN -> sender(check).map(Mailbox::domain).map(MailDomain::text);
      case RECIPIENT -> check.recipient().map(Mailbox::toString);
      case USER -> check.session().user();
    };
  }

  private static Optional<Mailbox> sender(RateLimitCheck check) {
    return check.mail().map(MailFrom::sender).flatMap(sender -> sender.mailbox());
  }
}
