package org.karamail.routing.internal.mx;

import org.karamail.model.Reply;

/** The replies for destinations that take no mail. Generic: records of strangers are quoted in logs only. */
final class Refusals {

  static final Reply NO_SUCH_DOMAIN = Reply.of(550, "5.1.2", "The recipient's domain does not exist");
  static final Reply NO_ADDRESS = Reply.of(550, "5.1.2", "The recipient's domain has neither a mail host nor an address");
  static final Reply NULL_MX = Reply.of(556, "5.1.10", "The recipient's domain takes no mail (null MX)");
  static final Reply LOOP = Reply.of(554, "5.4.6", "The mail hosts of the recipient's domain lead back to this host");
  static final Reply NO_USABLE_HOST =
      Reply.of(550, "5.4.4", "No mail host of the recipient's domain has an address that mail can be sent to");

  private Refusals() {}
}
