package org.karamail.intake.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.karamail.intake.Acceptance;
import org.karamail.intake.IntakeTransaction;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.Reply;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;
import org.karamail.routing.Resolution;
import org.karamail.routing.Routing;
import org.karamail.testkit.engine.HandedHooks;

/** What tests of intake send, and where. */
final class Mails {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final Mailbox BOB = mailbox("bob@here.example");
  static final Mailbox CAROL = mailbox("carol@here.example");
  static final Mailbox ELSEWHERE = mailbox("dave@elsewhere.example");

  /** Mail for here.example is local, all other is relayed for those who may. */
  static final Routing ROUTING =
      new Routing() {
        @Override
        public Resolution resolve(Mailbox recipient, boolean mayRelay) {
          String domain = recipient.domain().text();
          if (domain.equals("here.example")) {
            return new Resolution.Routed(new Route("maildir", domain), true);
          }
          return mayRelay
              ? new Resolution.Routed(new Route("smtp", domain), false)
              : new Resolution.Refused(Reply.of(550, "5.7.1", "Relaying denied"));
        }

        @Override
        public Mailbox postmaster() {
          return mailbox("postmaster@here.example");
        }
      };

  /** Nobody has a say. */
  static final IntakeHooks NO_HOOKS = new IntakeHooks(HandedHooks.of(), Runnable::run, CLOCK);

  /** Seconds within which what is waited for must come. */
  static final int SOON = 10;

  private Mails() {}

  static Reception reception(Limits limits) {
    return new Reception(ROUTING, "mail.here.example", CLOCK, limits);
  }

  static Envelope from(String listener, Optional<String> user, boolean trusted) {
    Origin origin =
        new Origin("ESMTP", listener, Optional.of("192.0.2.7"), "client.example", user, trusted);
    return envelope(origin);
  }

  static Envelope envelope(Origin origin) {
    return new Envelope(
        ReversePath.of(mailbox("alice@client.example")), origin, Priority.NORMAL, BodyType.SEVEN_BIT);
  }

  static Envelope fromStranger() {
    return from("mx", Optional.empty(), false);
  }

  static List<Mailbox> toBob() {
    return List.of(BOB);
  }

  static Mailbox mailbox(String address) {
    return Mailbox.parse(address).orElseThrow();
  }

  static ByteBuffer piece(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  /** Buffers are used again by their owner, as the listener does. */
  static void write(IntakeTransaction transaction, String text) {
    byte[] octets = text.getBytes(ISO_8859_1);
    CompletionStage<Void> taken = transaction.write(ByteBuffer.wrap(octets));
    assertThat(taken.toCompletableFuture()).isCompleted();
    Arrays.fill(octets, (byte) '#');
  }

  /** The answer to the final dot, which comes soon. */
  static Acceptance answer(IntakeTransaction transaction) {
    return transaction.finish().toCompletableFuture().orTimeout(SOON, SECONDS).join();
  }
}
