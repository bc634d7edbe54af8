package org.karamail.maildir.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.MailDomain;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;

/** Messages and leases for tests. */
final class Letters {

  static final MailDomain HERE = new MailDomain("example.org");
  static final Mailbox ALICE = new Mailbox("alice", HERE);
  static final Mailbox BOB = new Mailbox("bob", HERE);
  static final QueueId ID = QueueId.firstAt(Instant.parse("2026-03-01T12:00:00Z"));

  private Letters() {}

  static Lease lease(Mailbox... recipients) {
    return lease(ID, "sender@example.net", recipients);
  }

  static Lease lease(QueueId id, String sender, Mailbox... recipients) {
    Route route = new Route("maildir", "example.org");
    List<LeasedRecipient> leased = new ArrayList<>();
    for (Mailbox address : recipients) {
      leased.add(
          new LeasedRecipient(
              new Recipient(leased.size(), address, route), 0, id.time(), Optional.empty(), Optional.empty()));
    }
    Envelope envelope =
        new Envelope(
            ReversePath.parse(sender).orElseThrow(), Origin.local("test"), Priority.NORMAL, BodyType.SEVEN_BIT);
    return new Lease(id, 1, Lease.Purpose.DELIVER, route, envelope, leased);
  }

  static Message letter(String... bodyLines) {
    return letter(HeaderBlock.of(octets("Subject: hello\r\n\r\n")), bodyLines);
  }

  static Message letter(HeaderBlock headers, String... bodyLines) {
    return new Message(headers, body(String.join("", Stream.of(bodyLines).map(line -> line + "\r\n").toList())));
  }

  static Body body(String text) {
    byte[] octets = octets(text);
    return new Body() {
      @Override
      public long size() {
        return octets.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(octets);
      }
    };
  }

  /** A body that does something each time a piece of it is read, and never ends before its size. */
  static Body endless(long size, Reading reading) {
    return new Body() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open() {
        return new InputStream() {
          private long left = size;

          @Override
          public int read() {
            throw new AssertionError("read octet by octet");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            reading.piece();
            int piece = (int) Math.min(left, length);
            left -= piece;
            return piece == 0 ? -1 : piece;
          }
        };
      }
    };
  }

  static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  interface Reading {
    void piece() throws IOException;
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
