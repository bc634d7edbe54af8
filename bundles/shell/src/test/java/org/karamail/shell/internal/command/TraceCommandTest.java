package org.karamail.shell.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.model.Attempt;
import org.karamail.model.MailEvent;
import org.karamail.model.MailEvent.Kind;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.testkit.MovableClock;

class TraceCommandTest {

  private static final Duration AGO = Duration.ofHours(13);
  private static final QueueId ID = Samples.id(AGO);
  private static final Instant START = Samples.NOON.minus(AGO);

  private final MovableClock clock = MovableClock.standing();
  private final InMemoryStore store = new InMemoryStore(clock);
  private final KarafShell shell = new KarafShell(clock, store);

  @AfterEach
  void close() {
    shell.close();
  }

  @BeforeEach
  void deferOneRecipientAndDeliverAnother() {
    store.put(
        Samples.message(
            AGO,
            "alice@example.org",
            5321,
            Samples.deferred(0, "bob@example.net", 2, Duration.ofMinutes(4), "Later"),
            Samples.delivered(1, "carol@example.com")));
    Attempt first = Samples.attempt(1, "bob@example.net", START.plusMillis(20), "Not now");
    Attempt second = Samples.attempt(2, "bob@example.net", START.plus(Duration.ofHours(2)), "Later");
    Attempt delivered = Samples.delivered(1, "carol@example.com").lastAttempt().orElseThrow();
    happened(0, 0, START, Kind.ACCEPTED, RecipientState.QUEUED, "", Optional.empty());
    happened(0, 1, START.plusMillis(140), Kind.DEFERRED, RecipientState.DEFERRED, first.outcome().summary(), Optional.of(first));
    happened(0, 2, START.plusSeconds(60), Kind.HELD, RecipientState.HELD, "held by an operator", Optional.empty());
    happened(0, 3, START.plusSeconds(90), Kind.RELEASED, RecipientState.QUEUED, "", Optional.empty());
    happened(0, 4, second.startedAt().plusMillis(120), Kind.DEFERRED, RecipientState.DEFERRED, second.outcome().summary(), Optional.of(second));
    happened(1, 0, START, Kind.ACCEPTED, RecipientState.QUEUED, "", Optional.empty());
    happened(1, 1, delivered.startedAt().plusMillis(12), Kind.DELIVERED, RecipientState.DELIVERED, "250 2.0.0 Ok; plugins scan/1.2.0", Optional.of(delivered));
    happened(1, 2, Samples.NOON, Kind.REPORTED, RecipientState.DELIVERED, "report 1KJMM0XH000000009", Optional.empty());
  }

  private void happened(
      int recipient, int sequence, Instant at, Kind kind, RecipientState state, String detail, Optional<Attempt> attempt) {
    store.happened(new MailEvent(ID, recipient, sequence, at, kind, state, detail, attempt));
  }

  @Test
  void showsEachRecipientsWayWithTheStartOfEachAttempt() {
    assertThat(shell.run("mail:trace " + ID).lines())
        .containsExactly(
            ID.toString(),
            "  accepted    2026-02-28 23:00:00 +00:00 (13h ago)",
            "  sender      alice@example.org",
            "  came by     ESMTP on mx from 192.0.2.1 (client.example.org)",
            "  size        5.2KB, 8BITMIME, priority normal",
            "",
            "  0  bob@example.net  deferred, due 2026-03-01 12:04:00 +00:00 (in 4m)",
            "     23:00:00.000  ACCEPTED",
            "     23:00:00.020  ACTIVE     attempt 1 by smtp:example.net",
            "     23:00:00.140  DEFERRED   after 120 ms, mx1.example.net [192.0.2.9]:25: 451 4.3.2 Not now",
            "     23:01:00.000  HELD       held by an operator",
            "     23:01:30.000  RELEASED",
            "     2026-03-01",
            "     01:00:00.000  ACTIVE     attempt 2 by smtp:example.net",
            "     01:00:00.120  DEFERRED   after 120 ms, mx1.example.net [192.0.2.9]:25: 451 4.3.2 Later",
            "",
            "  1  carol@example.com  delivered at 2026-03-01 11:59:31 +00:00 (29s ago)",
            "     23:00:00.000  ACCEPTED",
            "     2026-03-01",
            "     11:59:30.000  ACTIVE     attempt 1 by maildir:example.com",
            "     11:59:30.012  DELIVERED  after 12 ms, new/1.2.host: 250 2.0.0 Ok; plugins scan/1.2.0",
            "     12:00:00.000  REPORTED   report 1KJMM0XH000000009");
  }

  @Test
  void showsTheWayOfAFinishedMessage() {
    store.finish(ID);

    assertThat(shell.run("mail:trace " + ID).lines())
        .startsWith(
            ID.toString(),
            "  accepted    2026-02-28 23:00:00 +00:00 (13h ago)",
            "  finished    it has left the queue; this is its history",
            "",
            "  0  deferred",
            "     23:00:00.000  ACCEPTED");
    JsonNode way = shell.run("mail:trace --json " + ID).json();
    assertThat(way.get("message").isNull()).isTrue();
    assertThat(way.at("/recipients/1/state").asText()).isEqualTo("DELIVERED");
  }

  @Test
  void saysThatAnAttemptIsUnderWay() {
    store.put(Samples.message(AGO, "alice@example.org", 1, Samples.recipient(0, "bob@example.net", RecipientState.ACTIVE)));

    assertThat(shell.run("mail:trace " + ID).lines()).contains("     now           ACTIVE     an attempt is under way");
  }

  @Test
  void tellsProgramsEveryStep() {
    JsonNode steps = shell.run("mail:trace " + ID + " --json").json().at("/recipients/0/steps");

    assertThat(steps.findValuesAsText("event"))
        .containsExactly("ACCEPTED", "ACTIVE", "DEFERRED", "HELD", "RELEASED", "ACTIVE", "DEFERRED");
    assertThat(steps.get(1).toString())
        .isEqualTo(
            "{'at':'2026-02-28T23:00:00.020Z','event':'ACTIVE','state':'ACTIVE','detail':'attempt 1 by smtp:example.net','attempt':null}"
                .replace('\'', '"'));
    assertThat(steps.at("/2/attempt/tookMillis").asLong()).isEqualTo(120);
    assertThat(steps.at("/2/attempt/outcome").asText()).isEqualTo("DEFERRED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail:trace | mail:trace: say one queue id",
        "mail:trace xyz | mail:trace: 'xyz' is no queue id; an id is 17 digits and letters, as mail:queue-list shows them",
        "mail:trace 1KJMM0XH000000001"
            + " | mail:trace: nothing is known of 1KJMM0XH000000001: no such message, or its history is no longer kept",
      })
  void saysInOneLineWhatIsWrong(String command, String line) {
    assertThat(shell.run(command)).isEqualTo(new KarafShell.Outcome(line + "\n", 1));
  }
}
