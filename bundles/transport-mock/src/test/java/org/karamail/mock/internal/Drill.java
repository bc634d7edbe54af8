package org.karamail.mock.internal;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.Settings;

/** Settings, leases and messages of a drill. */
final class Drill {

  private static final Route ROUTE = new Route("mock", "drill.example");

  private Drill() {}

  static MockSettings settings(Map<String, String> properties) {
    return MockSettings.read(Settings.of(MockSettings.PID, properties, new EnvironmentOverrides(Map.of())));
  }

  static Lease lease(String... recipients) {
    QueueId id = QueueId.firstAt(Instant.parse("2026-03-01T12:00:00Z"));
    List<LeasedRecipient> leased = new ArrayList<>();
    for (String text : recipients) {
      Recipient recipient = new Recipient(leased.size(), Mailbox.parse(text).orElseThrow(), ROUTE);
      leased.add(new LeasedRecipient(recipient, 0, id.time(), Optional.empty(), Optional.empty()));
    }
    Envelope envelope = new Envelope(ReversePath.NULL, Origin.local("test"), Priority.NORMAL, BodyType.SEVEN_BIT);
    return new Lease(id, 1, Lease.Purpose.DELIVER, ROUTE, envelope, leased);
  }

  static Message letter() {
    byte[] octets = "hello\r\n".getBytes(StandardCharsets.US_ASCII);
    return letter(
        new Body() {
          @Override
          public long size() {
            return octets.length;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(octets);
          }
        });
  }

  static Message letter(Body body) {
    return new Message(HeaderBlock.of("Subject: drill\r\n\r\n".getBytes(StandardCharsets.US_ASCII)), body);
  }
}
