package org.karamail.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;

class SelectorTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final QueueId ID = QueueId.firstAt(NOON);
  private static final QueuedRecipient BEA =
      new QueuedRecipient(
          new Recipient(0, Mailbox.parse("Bea@north.example").orElseThrow(), new Route("smtp", "mx.north.example")),
          RecipientState.DEFERRED,
          1,
          NOON,
          "",
          Optional.empty());
  private static final QueuedMessage MESSAGE =
      new QueuedMessage(
          ID,
          new Envelope(
              ReversePath.parse("ann@sender.example").orElseThrow(),
              Origin.local("test"),
              Priority.NORMAL,
              BodyType.SEVEN_BIT),
          NOON,
          100,
          List.of(BEA));

  @Test
  void nothingSetMeansEverything() {
    assertThat(Selector.ALL.matches(MESSAGE, BEA)).isTrue();
  }

  @Test
  void aMessageIsMeantByItsId() {
    assertThat(Selector.message(ID).matches(MESSAGE, BEA)).isTrue();
    assertThat(Selector.message(QueueId.firstAt(NOON.plusMillis(1))).matches(MESSAGE, BEA)).isFalse();
  }

  @Test
  void narrowingToStatesKeepsTheOtherConditions() {
    Selector deferred = Selector.message(ID).in(Set.of(RecipientState.DEFERRED, RecipientState.HELD));

    assertThat(deferred.matches(MESSAGE, BEA)).isTrue();
    assertThat(deferred.ids()).containsExactly(ID);
    assertThat(deferred.in(Set.of(RecipientState.HELD)).matches(MESSAGE, BEA)).isFalse();
  }

  @Test
  void beforeATimeDoesNotHoldTheTimeItself() {
    assertThat(before(NOON.plusNanos(1)).matches(MESSAGE, BEA)).isTrue();
    assertThat(before(NOON).matches(MESSAGE, BEA)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ann@*, *, *, true",
    "*, BEA@north.example, *, true",
    "*, *, smtp:*.north.example, true",
    "ANN@SENDER.EXAMPLE, bea@*, smtp:*, true",
    "bea@*, *, *, false",
    "*, ann@*, *, false",
    "*, *, maildir:*, false",
    "ann@*, bea@*, maildir:*, false"
  })
  void everyPatternMustMatchWhatItIsFor(String sender, String recipient, String route, boolean matches) {
    Selector selector =
        new Selector(
            Set.of(), Set.of(), Optional.of(sender), Optional.of(recipient), Optional.of(route), Optional.empty());

    assertThat(selector.matches(MESSAGE, BEA)).isEqualTo(matches);
  }

  private static Selector before(Instant time) {
    return new Selector(
        Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(time));
  }
}
