package org.karamail.outbound.internal;

import java.util.Optional;
import org.karamail.message.Message;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Reply;
import org.karamail.outbound.internal.wire.Conversation;

/** What a peer that was greeted cannot take, as we can tell without asking it. */
final class Obstacles {

  /** It does not take 8BITMIME, and nobody may encode the message otherwise. */
  static final Reply EIGHT_BITS =
      Reply.of(554, "5.6.3", "The next host takes seven bits only, and this message must not be encoded so");

  private Obstacles() {}

  /** Why it cannot take this message from anybody for anybody. */
  static Optional<Reply> of(Conversation peer, Envelope envelope, Message message) {
    long limit = size(peer);
    if (limit > 0 && message.size() > limit) {
      String text = "The next host takes up to " + limit + " octets; the message has " + message.size();
      return Optional.of(Reply.of(552, "5.3.4", text));
    }
    if (envelope.sender().mailbox().map(Mailbox::isInternational).orElse(false) && !peer.offers("SMTPUTF8")) {
      return Optional.of(international());
    }
    return Optional.empty();
  }

  /** Why it cannot take mail for this recipient. */
  static Optional<Reply> of(Conversation peer, Mailbox recipient) {
    return recipient.isInternational() && !peer.offers("SMTPUTF8") ? Optional.of(international()) : Optional.empty();
  }

  private static Reply international() {
    return Reply.of(553, "5.6.7", "The next host does not take SMTPUTF8, which the address needs");
  }

  private static long size(Conversation peer) {
    String limit = peer.parameter("SIZE");
    return limit.matches("\\d{1,18}") ? Long.parseLong(limit) : 0;
  }
}
