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
import org.karamail.queue.store.Submission.NewRecipient;
import org.karamail.routing.Resolution;
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

  /**
   * About a message from outside whose content no hook wants to see.
   *
   * @param detail for its history
   */
  Conclusion judge(
      QueueId id, Envelope envelope, List<Mailbox> recipients, HeaderReader header, String detail) {
    HeaderBlock block = header.block();
    Optional<Reply> objection = objection(envelope, header, block);
    if (objection.isPresent()) {
      return new Refuse(objection.get());
    }
    Instant now = clock.instant();
    HeaderBlock completed = completed(id, envelope, block, now);
    RoutedRecipients routed = RoutedRecipients.of(routing, recipients, envelope.origin().trusted(), now, detail);
    if (routed instanceof RoutedRecipients.Refused refused) {
      return new Refuse(routesChanged(id, refused.recipient(), refused.reply()));
    }
    return new Take(submission(id, envelope, recipients, completed, (RoutedRecipients.All) routed, now));
  }

  /** Why a message from outside cannot be taken, whatever hooks say. */
  Optional<Reply> objection(Envelope envelope, HeaderReader header) {
    return objection(envelope, header, header.block());
  }

  /** The header as hooks at gates are shown it: complete, but without our trace field. */
  HeaderBlock completed(QueueId id, Envelope envelope, HeaderBlock header) {
    return completed(id, envelope, header, clock.instant());
  }

  /** Where a recipient goes. */
  Resolution resolve(Mailbox recipient, Envelope envelope) {
    return routing.resolve(recipient, envelope.origin().trusted());
  }

  /** What hooks have let pass, ready for the store. */
  Submission submission(QueueId id, MailInHand mail, List<NewRecipient> recipients, String notes) {
    Instant now = clock.instant();
    HeaderField trace = received.of(mail.envelope().origin(), id, mail.recipients(), now);
    return new Submission(mail.envelope(), mail.headers().withOnTop(trace), now, recipients, notes);
  }

  private HeaderBlock completed(QueueId id, Envelope envelope, HeaderBlock header, Instant now) {
    return SubmissionRules.apply(envelope.origin()) ? submission.completed(header, envelope.origin(), id, now) : header;
  }

  /** About a message of our own, which goes where it must and has nothing to be checked. */
  Conclusion admit(QueueId id, Envelope envelope, List<Mailbox> recipients, HeaderBlock header) {
    Instant now = clock.instant();
    RoutedRecipients routed = RoutedRecipients.of(routing, recipients, true, now, "");
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
  Reply routesChanged(QueueId id, Mailbox recipient, Reply refusal) {
    LOG.warn(
        "message {}: recipient <{}> was accepted and has no route any more ({}); the client is told to try again",
        id,
        recipient,
        refusal);
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
