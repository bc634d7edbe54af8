package org.karamail.intake.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.intake.internal.Mails.piece;
import static org.karamail.intake.internal.Mails.reception;
import static org.karamail.intake.internal.Mails.toBob;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.intake.Acceptance;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.Opening;
import org.karamail.model.Envelope;
import org.karamail.model.Origin;

/** What RFC 6409 section 8 lets a submission server do to a header, and what nobody else may. */
class SubmittedMailTest {

  private static final String FROM = "From: Alice <alice@client.example>\r\n";
  private static final String WHOLE =
      FROM + "Date: Sun, 1 Mar 2026 11:59:00 +0000\r\nMessage-ID: <x@client.example>\r\nSubject: x\r\n\r\n";

  private final DraftsInMemory drafts = new DraftsInMemory();

  @ParameterizedTest
  @ValueSource(strings = {"submission", "submission-tls"})
  void missingDateAndMessageIdAreAdded(String listener) {
    assertThat(stored(Mails.from(listener, Optional.empty(), true), FROM + "Subject: x\r\n\r\n"))
        .isEqualTo(
            "Date: Sun, 1 Mar 2026 12:00:00 +0000\r\nMessage-ID: <%s@mail.here.example>\r\n%sSubject: x\r\n\r\n"
                .formatted(drafts.last().id(), FROM));
  }

  @Test
  void aCompleteHeaderStaysToTheOctet() {
    assertThat(stored(submitted(), WHOLE)).isEqualTo(WHOLE);
  }

  @Test
  void whatIsNotForTheRecipientsIsTakenOut() {
    String secrets = "Bcc: eve@x.example,\r\n\tmallory@y.example\r\nReturn-Path: <z@z.example>\r\nresent-bcc: q@q.example\r\n";

    assertThat(stored(submitted(), secrets + WHOLE)).isEqualTo(WHOLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alice@client.example | ",
        "bob@client.example   | Sender: <bob@client.example>",
        "bob                  | ",
        "ALICE@client.example | Sender: <ALICE@client.example>"
      })
  void senderNamesTheUserWhoIsNotTheAuthor(String user, String sender) {
    String added = Optional.ofNullable(sender).map(field -> field + "\r\n").orElse("");

    assertThat(stored(Mails.from("submission", Optional.of(user), true), WHOLE)).isEqualTo(added + WHOLE);
  }

  @Test
  void aForgedSenderMakesWayForTheUser() {
    assertThat(stored(Mails.from("submission", Optional.of("bob@client.example"), true), "Sender: carol@x.example\r\n" + WHOLE))
        .isEqualTo("Sender: <bob@client.example>\r\n" + WHOLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: no from\r\n\r\n",
        "From: \r\n\r\n",
        "From: nobody\r\n\r\n",
        "From: a@x.example\r\nFrom: b@x.example\r\n\r\n",
        "From: a@x.example, broken@\r\n\r\n",
        "",
        "no header at all\r\n"
      })
  void aMissingOrMalformedFromIsRefused(String header) {
    assertThat(answer(submitted(), header).reply().toString()).startsWith("550 5.6.0");
    assertThat(drafts.last().aborted).isTrue();
  }

  @Test
  void aHeaderThatBreaksOffIsRefused() {
    assertThat(answer(submitted(), FROM + "no field\r\nFrom: other@x.example\r\n\r\n").reply().toString())
        .isEqualTo("550 5.6.0 Message header holds a line that is no header field");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mx", "relay", "my-submission", "submissions"})
  void otherListenersTouchNothing(String listener) {
    String header = "Bcc: eve@x.example\r\nReturn-Path: <z@z.example>\r\nSender: w\r\nFrom: a\r\nFrom: b\r\n\r\n";

    assertThat(stored(Mails.from(listener, Optional.of("bob@client.example"), true), header)).isEqualTo(header);
  }

  @Test
  void mailByHttpComesFromItsAuthorToo() {
    Origin http = new Origin("HTTP", "api", Optional.of("192.0.2.7"), "", Optional.empty(), true);

    assertThat(stored(Mails.envelope(http), "Bcc: eve@x.example\r\n" + WHOLE)).isEqualTo(WHOLE);
  }

  private static Envelope submitted() {
    return Mails.from("submission", Optional.empty(), true);
  }

  private Acceptance answer(Envelope envelope, String message) {
    Opening opening = new StoringIntake(drafts.store(), reception(Limits.STANDARD), Mails.NO_HOOKS).begin(envelope, toBob(), 0);
    IntakeTransaction transaction = ((Opening.Opened) opening).transaction();
    transaction.write(piece(message));
    return transaction.finish().toCompletableFuture().join();
  }

  /** The header as stored, without the Received field. */
  private String stored(Envelope envelope, String message) {
    assertThat(answer(envelope, message)).isInstanceOf(Acceptance.Accepted.class);
    String header = new String(drafts.last().submission.orElseThrow().headers().toBytes(), ISO_8859_1);
    assertThat(header).startsWith("Received: ");
    return header.substring(header.indexOf("+0000\r\n") + 7);
  }
}
