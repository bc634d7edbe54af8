package org.karamail.intake.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.karamail.intake.internal.Conclusion.Refuse;
import org.karamail.intake.internal.Conclusion.Take;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;
import org.karamail.queue.store.Submission;
import org.karamail.routing.Routing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides about messages whose header is complete: checks it, completes it, routes the recipients. Any thread. */
final class Reception {

  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  private final Routing routing;
  private final Clock clock;
  private final Limits limits;
  private final ReceivedField received;
  private final SubmissionRules submission;

  Reception(Routing routing, String hostname, Clock clock, Limits limits) {
    this.routing = routing;
    this.clock = clock;
    this.limits = limits;
    this.received = new ReceivedField(hostname, clock);
    this.submission = new SubmissionRules(hostname, clock);
  }

  Limits limits() {
    return limits;
  }

  /** About a message from outside. */
  Conclusion judge(QueueId id, Envelope envelope, List<Mailbox> recipients, HeaderReader header) {
    HeaderBlock block = header.block();
    Optional<Reply> objection = objection(envelope, header, block);
    if (objection.isPresent()) {
      return new Refuse(objection.get());
    }
    Instant now = clock.instant();
    HeaderBlock completed =
        SubmissionRules.apply(envelope.origin()) ? submission.completed(block, envelope.origin(), id, now) : block;
    RoutedRecipients routed = RoutedRecipients.of(routing, recipients, envelope.origin().trusted(), now);
    return routed instanceof RoutedRecipients.All all
        ? new Take(submission(id, envelope, recipients, completed, all, now))
        : new Refuse(routesChanged(id, (RoutedRecipients.Refused) routed));
  }

  /** About a message of our own, which goes where it must and has nothing to be checked. */
  Conclusion admit(QueueId id, Envelope envelope, List<Mailbox> recipients, HeaderBlock header) {
    Instant now = clock.instant();
    RoutedRecipients routed = RoutedRecipients.of(routing, recipients, true, now);
    return routed instanceof RoutedRecipients.All all
        ? new Take(submission(id, envelope, recipients, header, all, now))
        : new Refuse(((RoutedRecipients.Refused) routed).reply());
  }

  private Optional<Reply> objection(Envelope envelope, HeaderReader header, HeaderBlock block) {
    if (block.count("Received") >= limits.hops()) {
      return Optional.of(Replies.TOO_MANY_HOPS);
    }
    return SubmissionRules.apply(envelope.origin()) ? submission.objection(header, block) : Optional.empty();
  }

  /** The recipient was accepted at RCPT under another configuration: trying again tells the client which it is. */
  private static Reply routesChanged(QueueId id, RoutedRecipients.Refused refused) {
    LOG.warn(
        "message {}: recipient <{}> was accepted and has no route any more ({}); the client is told to try again",
        id,
        refused.recipient(),
        refused.reply());
    return Replies.ROUTES_CHANGED;
  }

  private Submission submission(
      QueueId id,
      Envelope envelope,
      List<Mailbox> recipients,
      HeaderBlock header,
      RoutedRecipients.All routed,
      Instant now) {
    HeaderField trace = received.of(envelope.origin(), id, recipients, now);
    return new Submission(envelope, header.withOnTop(trace), now, routed.recipients());
  }
}
