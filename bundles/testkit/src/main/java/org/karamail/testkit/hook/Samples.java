package org.karamail.testkit.hook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.model.Attempt;
import org.karamail.model.BodyType;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;

/** What the sample views are made of. */
final class Samples {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Mailbox SENDER = mailbox("sender@client.example");
  static final Mailbox RECIPIENT = mailbox("bob@local.example");
  static final QueueId ID = QueueId.firstAt(NOON);

  private Samples() {}

  static Mailbox mailbox(String address) {
    return Mailbox.parse(address).orElseThrow(() -> new IllegalArgumentException("not an address: " + address));
  }

  static Envelope envelope() {
    Origin origin =
        new Origin("ESMTP", "mx", Optional.of("192.0.2.25"), "client.example", Optional.empty(), false);
    return new Envelope(ReversePath.of(SENDER), origin, Priority.NORMAL, BodyType.SEVEN_BIT);
  }

  static Recipient routed() {
    return new Recipient(0, RECIPIENT, new Route("maildir", "local.example"));
  }

  static Attempt attempt(DeliveryOutcome outcome) {
    return new Attempt(1, NOON, Duration.ofMillis(120), routed().route(), "mx.local.example", outcome);
  }

  static HeaderBlock headers(String text) {
    return HeaderBlock.of(text.getBytes(ISO_8859_1));
  }

  static Body body(String text) {
    return Body.of(text.getBytes(UTF_8));
  }

  static <T> List<T> and(List<T> former, T further) {
    return Stream.concat(former.stream(), Stream.of(further)).toList();
  }
}
