package org.karamail.rocksdb.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.karamail.message.HeaderBlock;
import org.karamail.model.Attempt;
import org.karamail.model.BodyType;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Envelope;
import org.karamail.model.Fault;
import org.karamail.model.MailDomain;
import org.karamail.model.MailEvent;
import org.karamail.model.Mailbox;
import org.karamail.model.NodeId;
import org.karamail.model.Notify;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;
import org.karamail.model.ReportForm;
import org.karamail.model.ReportWish;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;
import org.karamail.queue.ReportKind;

/** What is written of a message, its recipients and its events is read back equal. */
class RecordsTest {

  private static final QueueId ID = new QueueId(1_772_366_400_000L << 20 | 7, new NodeId(65_535));
  private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final Mailbox BOB = new Mailbox("bob", new MailDomain("north.example"));
  private static final Route ROUTE = new Route("smtp", "north.example");

  static Stream<DeliveryOutcome> outcomes() {
    return Stream.of(
        new DeliveryOutcome.Delivered(Reply.of(250, "2.0.0", "Ok")),
        new DeliveryOutcome.Deferred(Reply.plain(421, "Busy")),
        new DeliveryOutcome.Refused(
            new Reply(550, Optional.empty(), List.of("No", "", "Über uns: kein Anschluss"))),
        new DeliveryOutcome.Unreachable(new Fault(Fault.Category.DNS, "no answer")),
        new DeliveryOutcome.Unknown(new Fault(Fault.Category.TIMEOUT, "")));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void aRecipientWithEverythingIsReadBack(DeliveryOutcome outcome) {
    RecipientRecord record =
        new RecipientRecord(
            ROUTE,
            new Priority(250),
            RecipientState.FAILED,
            TIME,
            TIME.minusSeconds(5),
            Optional.of(TIME.plusSeconds(1)),
            12,
            34,
            "a detail, with ümlaut",
            Optional.of(new Attempt(12, TIME, Duration.ofNanos(1), ROUTE, "peer", outcome)),
            Optional.of(new Owed(ReportKind.FAILED, TIME)),
            Optional.of(new Wish(Wish.Kind.CANCEL, "the reason")));
    byte[] key = Keys.recipient(ID, 3);

    assertThat(RecipientRecord.decode(key, record.encode(key))).isEqualTo(record);
  }

  @ParameterizedTest
  @EnumSource(RecipientState.class)
  void aRecipientWithLittleIsReadBack(RecipientState state) {
    RecipientRecord record =
        new RecipientRecord(
            ROUTE,
            Priority.NORMAL,
            state,
            TIME,
            TIME,
            Optional.empty(),
            0,
            1,
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    byte[] key = Keys.recipient(ID, 0);

    assertThat(RecipientRecord.decode(key, record.encode(key))).isEqualTo(record);
  }

  static Stream<Envelope> envelopes() {
    Mailbox odd = new Mailbox("odd \"name\" @ home", new MailDomain("[192.0.2.1]"));
    return Stream.of(
        new Envelope(ReversePath.NULL, Origin.local("delivery"), Priority.BULK, BodyType.SEVEN_BIT),
        new Envelope(
            ReversePath.of(odd),
            new Origin("ESMTPSA", "submission", Optional.of("2001:db8::1"), "ümlaut.example", Optional.of("ann"), false),
            new Priority(499),
            BodyType.EIGHT_BIT_MIME,
            new ReportForm(Optional.of(ReportForm.Returned.HDRS), Optional.of("QQ+2B1"))));
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  void aMessageIsReadBackWithItsHeadersToTheOctet(Envelope envelope) {
    byte[] octets = new byte[256];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) i;
    }
    HeaderBlock headers = HeaderBlock.of(octets);
    List<Recipient> recipients =
        List.of(
            new Recipient(0, new Mailbox("a b", new MailDomain("north.example")), ROUTE),
            new Recipient(1, new Mailbox("müller", new MailDomain("bücher.example")), new Route("maildir", "x")),
            new Recipient(2, BOB, ROUTE, new ReportWish(Set.of(Notify.NEVER), Optional.empty())),
            new Recipient(3, BOB, ROUTE, new ReportWish(Set.of(Notify.SUCCESS, Notify.FAILURE), Optional.of("rfc822;b"))));
    MessageRecord record =
        new MessageRecord(envelope, TIME, 256, 1L << 40, -123, BodyPlace.FILE, recipients);

    byte[] value = record.encode(ID, headers);

    assertThat(MessageRecord.decode(ID, value)).isEqualTo(record);
    assertThat(MessageRecord.headers(ID, value)).isEqualTo(headers);
    assertThat(record.size()).isEqualTo(256 + (1L << 40));
  }

  @ParameterizedTest
  @EnumSource(MailEvent.Kind.class)
  void anEventIsReadBackWithWhatStandsInItsKey(MailEvent.Kind kind) {
    MailEvent event =
        new MailEvent(ID, 1_000, 17, TIME, kind, RecipientState.HELD, "why", Optional.empty());
    EventRecord record = new EventRecord(Long.MAX_VALUE, event);

    assertThat(EventRecord.decode(record.key(), record.encode())).isEqualTo(record);
  }

  @Test
  void keysSortByTimeThenNodeThenRecipientThenSequence() {
    QueueId later = new QueueId(ID.ticks() + 1, NodeId.SINGLE);

    assertThat(
            List.of(
                Keys.message(ID),
                Keys.recipient(ID, 0),
                Keys.event(ID, 0, 0),
                Keys.event(ID, 0, 1),
                Keys.recipient(ID, 1),
                Keys.recipient(ID, Integer.MAX_VALUE),
                Keys.after(ID),
                Keys.message(later)))
        .isSortedAccordingTo(java.util.Arrays::compareUnsigned);
  }

  @Test
  void aKeyThatIsTooShortIsRefused() {
    byte[] text = "short".getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> Keys.id(text)).isInstanceOf(UnreadableRecordException.class);
    assertThatThrownBy(() -> Keys.sequence(Keys.recipient(ID, 1))).isInstanceOf(UnreadableRecordException.class);
    assertThat(Keys.isRecipient(text)).isFalse();
    assertThat(Keys.isMessage(text)).isFalse();
  }
}
