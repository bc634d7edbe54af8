package org.karamail.intake.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.karamail.message.AddressList;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.message.MailDate;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;

/** What the header of a message must have, and is given, when it comes from its author (RFC 6409 section 8). */
final class SubmissionRules {

  private static final String LISTENER = "submission";

  /** The author's program may leave them in; nobody else may see them. */
  private static final List<String> NOT_FOR_RECIPIENTS = List.of("Bcc", "Resent-Bcc", "Return-Path");

  private final String hostname;
  private final Clock clock;

  SubmissionRules(String hostname, Clock clock) {
    this.hostname = hostname;
    this.clock = clock;
  }

  /** Whether mail of this origin comes from its author: by a listener called submission or submission-..., or by HTTP. */
  static boolean apply(Origin origin) {
    return origin.listener().equals(LISTENER)
        || origin.listener().startsWith(LISTENER + "-")
        || origin.protocol().equals("HTTP");
  }

  /** Why the message cannot be taken, if it cannot. */
  Optional<Reply> objection(HeaderReader header, HeaderBlock block) {
    if (!header.isWellFormed()) {
      return Optional.of(Replies.MALFORMED_HEADER);
    }
    return block.count("From") == 1 && !authors(block).isEmpty() ? Optional.empty() : Optional.of(Replies.NO_FROM);
  }

  /** The header with what its author's program has left out, and without what it has left in. */
  HeaderBlock completed(HeaderBlock header, Origin origin, QueueId id, Instant at) {
    HeaderBlock completed = header;
    for (String name : NOT_FOR_RECIPIENTS) {
      completed = completed.without(name);
    }
    completed = withSender(completed, origin);
    if (completed.count("Message-ID") == 0) {
      completed = completed.withOnTop(HeaderField.of("Message-ID", "<" + id + "@" + hostname + ">"));
    }
    if (completed.count("Date") == 0) {
      completed = completed.withOnTop(HeaderField.of("Date", MailDate.text(at, clock.getZone())));
    }
    return completed;
  }

  /** Who sent it, where that is not who is said to have written it. A user's name that is no address says nothing. */
  private static HeaderBlock withSender(HeaderBlock header, Origin origin) {
    return origin
        .user()
        .flatMap(Mailbox::parse)
        .filter(user -> !authors(header).contains(user))
        .map(user -> header.without("Sender").withOnTop(HeaderField.of("Sender", "<" + user + ">")))
        .orElse(header);
  }

  private static List<Mailbox> authors(HeaderBlock header) {
    return header.first("From").flatMap(from -> AddressList.parse(from.value())).orElse(List.of());
  }
}
