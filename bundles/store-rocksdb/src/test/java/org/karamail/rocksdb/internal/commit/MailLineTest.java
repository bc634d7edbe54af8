package org.karamail.rocksdb.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.MailDomain;
import org.karamail.model.MailEvent;
import org.karamail.model.Mailbox;
import org.karamail.model.NodeId;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;
import org.karamail.model.Route;

/** The line in the mail log says what happened in a fixed order, and nothing from outside can forge another. */
class MailLineTest {

  private static final QueueId ID = new QueueId(1L << 40, NodeId.SINGLE);
  private static final Instant ACCEPTED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Route ROUTE = new Route("smtp", "north.example");

  @Test
  void aDeliveryIsToldWithPeerReplyAndDelay() {
    Attempt attempt =
        new Attempt(
            2,
            ACCEPTED,
            Duration.ofSeconds(1),
            ROUTE,
            "mx.north.example [192.0.2.1]",
            new DeliveryOutcome.Delivered(Reply.of(250, "2.0.0", "Ok")));

    assertThat(line("bea", "250 2.0.0 Ok", MailEvent.Kind.DELIVERED, Optional.of(attempt)))
        .isEqualTo(
            "id=" + ID + " event=DELIVERED recipient=bea@north.example state=QUEUED route=smtp:north.example"
                + " attempts=2 delay=61.005 peer=\"mx.north.example [192.0.2.1]\" reply=\"250 2.0.0 Ok\"");
  }

  @Test
  void whatHasNoReplyHasAnEmptyOne() {
    assertThat(line("bea", "", MailEvent.Kind.ACCEPTED, Optional.empty())).endsWith(" delay=61.005 reply=\"\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\r\nid=forged", "a\nb", "\u001b[31mred", "\u2028", "\u0085", "quote \" and \\", "\u202Eleft", "${jndi:ldap://x}"})
  void textFromOutsideStaysOneValueOnOneLine(String hostile) {
    String line = line("bea", hostile, MailEvent.Kind.HELD, Optional.empty());

    assertThat(line).doesNotContain("\r", "\n", "\u001b", "\u2028", "\u0085", "\u202E");
    String value = line.substring(line.indexOf(" reply=") + " reply=".length());
    assertThat(value).satisfiesAnyOf(
        v -> assertThat(v).startsWith("\"").endsWith("\""), v -> assertThat(v).doesNotContain(" ", "\"", "="));
    assertThat(value.replace("\\\"", "").replaceAll("^\"|\"$", "")).doesNotContain("\"");
  }

  @Test
  void anAddressThatNeedsQuotesKeepsTheLineReadable() {
    assertThat(line("bea event=DELIVERED", "", MailEvent.Kind.HELD, Optional.empty()))
        .contains(" recipient=\"\\\"bea event=DELIVERED\\\"@north.example\" state=");
  }

  @Test
  void aTextWithoutEndIsCut() {
    assertThat(line("bea", "x".repeat(100_000), MailEvent.Kind.HELD, Optional.empty())).hasSizeLessThan(1_000);
  }

  private static String line(String localPart, String detail, MailEvent.Kind kind, Optional<Attempt> attempt) {
    MailEvent event =
        new MailEvent(ID, 0, 0, ACCEPTED.plusMillis(61_005), kind, RecipientState.QUEUED, detail, attempt);
    Recipient recipient = new Recipient(0, new Mailbox(localPart, new MailDomain("north.example")), ROUTE);
    return new MailLine(event, recipient, 2, ACCEPTED).text();
  }
}
