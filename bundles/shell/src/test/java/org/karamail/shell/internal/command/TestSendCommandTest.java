package org.karamail.shell.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.intake.Acceptance;
import org.karamail.model.Attempt;
import org.karamail.model.BodyType;
import org.karamail.model.MailEvent;
import org.karamail.model.MailEvent.Kind;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;
import org.karamail.testkit.MovableClock;

class TestSendCommandTest {

  private static final Duration NOW = Duration.ZERO;
  private static final QueueId ID = Samples.id(NOW);

  private final InMemoryStore store = new InMemoryStore(MovableClock.standing());
  private final ScriptedIntake intake = ScriptedIntake.taking(ID);
  private final KarafShell shell = shell(intake);

  private KarafShell shell(ScriptedIntake intake) {
    return new KarafShell(MovableClock.standing(), store, intake, new StandingInternet());
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void sendsASmallMessageOfItsOwn() {
    shell.run("mail:test-send --to bob@example.net --to carol@example.net --from alice@example.org --wait 0s");

    assertThat(intake.given()).hasSize(1);
    ScriptedIntake.Given given = intake.given().get(0);
    assertThat(given.recipients().toString()).isEqualTo("[bob@example.net, carol@example.net]");
    assertThat(given.envelope().sender()).hasToString("alice@example.org");
    assertThat(given.envelope().origin().summary()).isEqualTo("LOCAL on shell");
    assertThat(given.envelope().origin().trusted()).isTrue();
    assertThat(given.envelope().body()).isEqualTo(BodyType.SEVEN_BIT);
    assertThat(given.octets())
        .startsWith("From: <alice@example.org>\r\nTo: <bob@example.net>,\r\n <carol@example.net>\r\n")
        .contains("\r\nSubject: ", "\r\nDate: ", "\r\nMessage-ID: <", "\r\nAuto-Submitted: auto-generated\r\n")
        .endsWith("\r\n");
  }

  @Test
  void isFromThePostmasterUnlessSaidOtherwiseAndNamesEachRecipientOnce() {
    shell.run("mail:test-send --to=bob@example.net --to bob@example.net --wait 0s");

    assertThat(intake.given().get(0).envelope().sender()).hasToString(new StandingInternet().postmaster().toString());
    assertThat(intake.given().get(0).recipients()).hasSize(1);
  }

  @Test
  void saysThatAnInternationalMessageHasEightBits() {
    shell.run("mail:test-send --to 'bøb@example.net' --wait 0s");

    assertThat(intake.given().get(0).envelope().body()).isEqualTo(BodyType.EIGHT_BIT_MIME);
  }

  @Test
  void tellsWhatComesOfEachRecipientAndDoesNotWaitLongerThanThatTakes() {
    happened(0, 0, Kind.ACCEPTED, RecipientState.QUEUED, Optional.empty());
    happened(0, 1, Kind.DEFERRED, RecipientState.DEFERRED, Optional.of(attempt(1, "Come back later")));
    happened(0, 2, Kind.FAILED, RecipientState.FAILED, Optional.of(attempt(2, "Enough")));
    happened(1, 0, Kind.ACCEPTED, RecipientState.HELD, Optional.empty());

    assertThat(shell.run("mail:test-send --to bob@example.net --to carol@example.net --wait 10m").lines())
        .containsExactly(
            ID + " taken in: 250 2.0.0 Ok, queued as " + ID,
            "bob@example.net  deferred  after 120 ms, mx1.example.net [192.0.2.9]:25: 451 4.3.2 Come back later",
            "bob@example.net  failed  after 120 ms, mx1.example.net [192.0.2.9]:25: 451 4.3.2 Enough",
            "carol@example.net  held  because");
  }

  @Test
  void saysWhatIsStillOpenWhenItsTimeIsOver() {
    store.put(
        Samples.message(
            NOW,
            "alice@example.org",
            1,
            Samples.recipient(0, "bob@example.net", RecipientState.QUEUED),
            Samples.deferred(1, "carol@example.net", 1, Duration.ofMinutes(5), "Later")));

    assertThat(shell.run("mail:test-send --to bob@example.net --to carol@example.net --wait 100ms").lines())
        .containsExactly(
            ID + " taken in: 250 2.0.0 Ok, queued as " + ID,
            "bob@example.net  queued, next attempt now",
            "carol@example.net  deferred, next attempt in 5m",
            "looked for 100 ms at most; mail:trace " + ID + " shows what comes of it");
  }

  @Test
  void doesNotWaitForAnAttemptThatIsDueOnlyLater() {
    store.put(
        Samples.message(NOW, "", 1, Samples.deferred(0, "bob@example.net", 1, Duration.ofMinutes(11), "Later")));

    assertThat(shell.run("mail:test-send --to bob@example.net --wait 10m").lines())
        .contains("bob@example.net  deferred, next attempt in 11m");
  }

  @Test
  void saysSoWhenNothingIsKnownAnyMore() {
    assertThat(shell.run("mail:test-send --to bob@example.net").lines())
        .contains("bob@example.net  finished; what came of it is not known, its history is not kept");
  }

  @Test
  void tellsProgramsInOneDocument() {
    happened(0, 0, Kind.ACCEPTED, RecipientState.QUEUED, Optional.empty());
    happened(0, 1, Kind.FAILED, RecipientState.FAILED, Optional.of(attempt(1, "Enough")));
    store.put(Samples.message(NOW, "", 1, Samples.deferred(1, "carol@example.net", 1, Duration.ofMinutes(11), "Later")));

    JsonNode sent = shell.run("mail:test-send --json --to bob@example.net --to carol@example.net").json();

    assertThat(sent.get("id").asText()).isEqualTo(ID.toString());
    assertThat(sent.get("reply").asText()).startsWith("250 2.0.0 ");
    assertThat(sent.get("recipients").findValuesAsText("state")).containsExactly("FAILED", "DEFERRED");
    assertThat(sent.at("/recipients/0/lastAttempt/reply").asText()).isEqualTo("451 4.3.2 Enough");
    assertThat(sent.at("/recipients/0/due").isNull()).isTrue();
    assertThat(sent.at("/recipients/1/due").asText()).isEqualTo("2026-03-01T12:11:00Z");
  }

  @Test
  void saysWhatASenderWouldBeTold() {
    ScriptedIntake refusing =
        new ScriptedIntake(ID, given -> new Acceptance.Refused(Reply.of(550, "5.7.1", "Not with this content")));
    try (KarafShell refused = shell(refusing)) {
      assertThat(refused.run("mail:test-send --to bob@example.net"))
          .isEqualTo(new KarafShell.Outcome("mail:test-send: it is refused: 550 5.7.1 Not with this content\n", 1));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail:test-send | say to whom: --to you@localhost",
        "mail:test-send bob@example.net | 'bob@example.net' is no option; recipients stand behind --to",
        "mail:test-send --to bob | 'bob' is no address; expected local-part@domain",
        "mail:test-send --to bob@example.net --wait 11m | --wait 11m is no time to wait; accepted are 0s to 10m",
        "mail:test-send --to bob@example.net --wait soon | --wait soon is no time to wait; accepted are 0s to 10m",
      })
  void saysInOneLineWhatIsWrong(String command, String line) {
    assertThat(shell.run(command).text()).contains(line);
    assertThat(shell.run(command).status()).isEqualTo(1);
    assertThat(intake.given()).isEmpty();
  }

  private void happened(int recipient, int sequence, Kind kind, RecipientState state, Optional<Attempt> attempt) {
    Instant at = Samples.NOON.plusMillis(sequence);
    String detail = attempt.map(made -> made.outcome().summary()).orElse("because");
    store.happened(new MailEvent(ID, recipient, sequence, at, kind, state, detail, attempt));
  }

  private static Attempt attempt(int number, String reply) {
    return Samples.attempt(number, "bob@example.net", Samples.NOON, reply);
  }
}
