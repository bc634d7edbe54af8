package org.karamail.shell.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.karamail.model.Attempt;
import org.karamail.model.BodyType;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Envelope;
import org.karamail.model.MailEvent;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.QueuedRecipient;

/** Messages in every state, seen at noon of 1 March 2026. */
final class Samples {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Samples() {}

  static QueueId id(Duration ago) {
    return QueueId.firstAt(NOON.minus(ago));
  }

  static QueuedMessage message(Duration ago, String sender, long size, QueuedRecipient... recipients) {
    Origin origin =
        new Origin("ESMTP", "mx", Optional.of("192.0.2.1"), "client.example.org", Optional.empty(), false);
    return message(ago, sender, size, origin, recipients);
  }

  static QueuedMessage message(
      Duration ago, String sender, long size, Origin origin, QueuedRecipient... recipients) {
    Envelope envelope =
        new Envelope(ReversePath.parse(sender).orElseThrow(), origin, Priority.NORMAL, BodyType.EIGHT_BIT_MIME);
    return new QueuedMessage(id(ago), envelope, NOON.minus(ago), size, Arrays.asList(recipients));
  }

  static QueuedRecipient recipient(int index, String address, RecipientState state) {
    return new QueuedRecipient(to(index, address), state, 0, NOON, "", Optional.empty());
  }

  static QueuedRecipient held(int index, String address, String reason) {
    return new QueuedRecipient(to(index, address), RecipientState.HELD, 0, NOON, reason, Optional.empty());
  }

  static QueuedRecipient deferred(int index, String address, int attempts, Duration dueIn, String reply) {
    Attempt last = attempt(attempts, address, NOON.minusSeconds(60), reply);
    return new QueuedRecipient(
        to(index, address), RecipientState.DEFERRED, attempts, NOON.plus(dueIn), last.outcome().summary(), Optional.of(last));
  }

  static QueuedRecipient delivered(int index, String address) {
    Attempt last =
        new Attempt(
            1,
            NOON.minusSeconds(30),
            Duration.ofMillis(12),
            new Route("maildir", domain(address)),
            "new/1.2.host",
            new DeliveryOutcome.Delivered(Reply.of(250, "2.0.0", "Ok")));
    return new QueuedRecipient(
        new Recipient(index, mailbox(address), last.route()),
        RecipientState.DELIVERED,
        1,
        NOON.minusSeconds(29),
        last.outcome().summary(),
        Optional.of(last));
  }

  static Attempt attempt(int number, String address, Instant start, String reply) {
    return new Attempt(
        number,
        start,
        Duration.ofMillis(120),
        new Route("smtp", domain(address)),
        "mx1." + domain(address) + " [192.0.2.9]:25",
        new DeliveryOutcome.Deferred(Reply.of(451, "4.3.2", reply)));
  }

  static Recipient to(int index, String address) {
    return new Recipient(index, mailbox(address), new Route("smtp", domain(address)));
  }

  static List<MailEvent> way(QueueId id, int recipient, MailEvent... events) {
    return Arrays.stream(events)
        .map(
            event ->
                new MailEvent(
                    id, recipient, event.sequence(), event.at(), event.kind(), event.state(), event.detail(), event.attempt()))
        .toList();
  }

  static MailEvent event(
      int sequence, Instant at, MailEvent.Kind kind, RecipientState state, String detail, Optional<Attempt> attempt) {
    return new MailEvent(id(Duration.ZERO), 0, sequence, at, kind, state, detail, attempt);
  }

  private static Mailbox mailbox(String address) {
    return Mailbox.parse(address).orElseThrow();
  }

  private static String domain(String address) {
    return mailbox(address).domain().text();
  }
}
