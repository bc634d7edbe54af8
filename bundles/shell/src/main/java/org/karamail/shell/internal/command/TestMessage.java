package org.karamail.shell.internal.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.karamail.intake.Acceptance;
import org.karamail.intake.Acceptance.Accepted;
import org.karamail.intake.Acceptance.Refused;
import org.karamail.intake.Intake;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.Opening;
import org.karamail.message.MailDate;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.ReversePath;
import org.karamail.routing.Resolution;
import org.karamail.routing.Routing;
import org.karamail.shell.internal.Refusal;

/**
 * A small message of this host's own, from one mailbox to others.
 *
 * @param octets header and body
 */
record TestMessage(Envelope envelope, List<Mailbox> recipients, String octets) {

  static TestMessage of(Mailbox sender, List<Mailbox> recipients, Instant now) {
    String octets =
        String.join(
            "\r\n",
            "From: <" + sender + ">",
            "To: " + recipients.stream().map(one -> "<" + one + ">").collect(joining(",\r\n ")),
            "Subject: A test from Karamail",
            "Date: " + MailDate.text(now, ZoneOffset.UTC),
            "Message-ID: <" + UUID.randomUUID() + "@test-send.karamail>",
            "Auto-Submitted: auto-generated",
            "",
            "Sent by mail:test-send at " + now + ".",
            "");
    BodyType body = US_ASCII.newEncoder().canEncode(octets) ? BodyType.SEVEN_BIT : BodyType.EIGHT_BIT_MIME;
    Envelope envelope = new Envelope(ReversePath.of(sender), Origin.local("shell"), Priority.NORMAL, body);
    return new TestMessage(envelope, recipients, octets);
  }

  /** Sends it as a client that may relay would; a refusal is what that client would be told. */
  Accepted handTo(Routing routing, Intake intake) throws InterruptedException {
    for (Mailbox recipient : recipients) {
      if (routing.resolve(recipient, true) instanceof Resolution.Refused refused) {
        throw new Refusal(recipient + " is refused: " + refused.reply());
      }
    }
    byte[] message = octets.getBytes(UTF_8);
    Opening opening = intake.begin(envelope, recipients, message.length);
    if (opening instanceof Opening.Opened opened) {
      return finish(opened.transaction(), message);
    }
    throw new Refusal("nothing is taken in now: " + ((Opening.Closed) opening).reply());
  }

  private static Accepted finish(IntakeTransaction transaction, byte[] message) throws InterruptedException {
    Acceptance answer;
    try {
      Invocation.await(transaction.write(ByteBuffer.wrap(message)));
      answer = Invocation.await(transaction.finish());
    } catch (InterruptedException interrupted) {
      transaction.abort();
      throw interrupted;
    }
    if (answer instanceof Refused refused) {
      throw new Refusal("it is refused: " + refused.reply());
    }
    return (Accepted) answer;
  }
}
