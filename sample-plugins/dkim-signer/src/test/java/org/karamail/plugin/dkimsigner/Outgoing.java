package org.karamail.plugin.dkimsigner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.karamail.hook.Edits.Edit;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.ReversePath;
import org.karamail.testkit.hook.QueuedView;

/** Mail on its way out, before and after the edits of a signer. */
final class Outgoing {

  static final String HEADER =
      """
      Received: from client.example by mx.example.org; Sun, 1 Mar 2026 12:00:00 +0000
      From: =?utf-8?q?J=C3=BCrgen?= <ann@example.org>
      To: Bob <bob@example.net>,
      \tCarol <carol@example.net>
      Subject: Signed  on\t the way
       out\s
      Date: Sun, 1 Mar 2026 12:00:00 +0000
      Message-ID: <1@example.org>
      List-Unsubscribe: <https://example.org/u>
      MIME-Version: 1.0
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: 8bit

      """
          .replace("\n", "\r\n");

  private static final QueuedView SAMPLE = QueuedView.sample();

  private Outgoing() {}

  /** Mail of somebody who may relay. */
  static QueuedView mail(String header, String body) {
    return mail(header, body, true, BodyType.SEVEN_BIT);
  }

  static QueuedView mail(String header, String body, boolean trusted, BodyType type) {
    Origin origin = new Origin("ESMTPSA", "submission", Optional.of("192.0.2.1"), "client.example", Optional.empty(), trusted);
    Envelope envelope = new Envelope(ReversePath.of(sender()), origin, Priority.NORMAL, type);
    Message message =
        new Message(HeaderBlock.of(header.getBytes(ISO_8859_1)), Body.of(body.getBytes(ISO_8859_1)));
    return new QueuedView(
        SAMPLE.id(), envelope, SAMPLE.acceptedAt(), SAMPLE.route(), SAMPLE.recipients(), 0, message);
  }

  /** What leaves: the edits made as delivery makes them. */
  static byte[] after(List<Edit> edits, QueuedView mail) {
    HeaderBlock headers = mail.message().headers();
    Body body = mail.message().body();
    for (Edit edit : edits) {
      if (edit instanceof Edit.AddField add) {
        headers = headers.withOnTop(add.field());
      } else if (edit instanceof Edit.ReplaceFields replace) {
        headers = headers.without(replace.field().name()).withOnTop(replace.field());
      } else if (edit instanceof Edit.ReplaceBody other) {
        body = other.body();
      } else {
        throw new AssertionError("a signer does not do this: " + edit);
      }
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try {
      new Message(headers, body).writeTo(octets);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return octets.toByteArray();
  }

  private static Mailbox sender() {
    return Mailbox.parse("ann@example.org").orElseThrow();
  }
}
