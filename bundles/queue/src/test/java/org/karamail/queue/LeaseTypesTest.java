package org.karamail.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.karamail.model.Attempt;
import org.karamail.model.BodyType;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Envelope;
import org.karamail.model.NodeId;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;
import org.karamail.model.Transition;

class LeaseTypesTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Route NORTH = new Route("smtp", "north.example");
  private static final Route SOUTH = new Route("smtp", "south.example");
  private static final Attempt ATTEMPT =
      new Attempt(
          2,
          NOON,
          Duration.ofSeconds(1),
          NORTH,
          "mx.north.example",
          new DeliveryOutcome.Refused(Reply.of(550, "5.1.1", "No such mailbox")));

  @Test
  void aClaimKnowsTheRoomOfEachRoute() {
    ClaimSpec spec = new ClaimSpec(NOON, 10, 100, Map.of(NORTH, 0), 3);

    assertThat(spec.roomFor(NORTH.toString())).isZero();
    assertThat(spec.roomFor(SOUTH.toString())).isEqualTo(3);
  }

  @Test
  void aClaimThatKnowsOnlyFullRoutesLeavesTheOthersAllItAsksFor() {
    ClaimSpec spec = new ClaimSpec(NOON, 10, 100, Set.of(NORTH));

    assertThat(spec.roomFor(NORTH.toString())).isZero();
    assertThat(spec.roomFor(SOUTH.toString())).isEqualTo(10);
  }

  @Test
  void aClaimAsksForSomething() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ClaimSpec(NOON, 0, 1, Set.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new ClaimSpec(NOON, 1, 0, Set.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new ClaimSpec(NOON, 1, 1, Map.of(), 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new ClaimSpec(NOON, 1, 1, Map.of(NORTH, -1), 1));
  }

  @Test
  void aClaimDoesNotFollowTheMapItWasMadeFrom() {
    Map<Route, Integer> room = new HashMap<>(Map.of(NORTH, 1));
    ClaimSpec spec = new ClaimSpec(NOON, 10, 100, room, 3);

    room.put(NORTH, 9);

    assertThat(spec.roomFor(NORTH.toString())).isEqualTo(1);
  }

  @Test
  void aLeaseHasARecipient() {
    Envelope envelope = new Envelope(ReversePath.NULL, Origin.local("test"), Priority.NORMAL, BodyType.SEVEN_BIT);
    QueueId id = new QueueId(1, NodeId.SINGLE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lease(id, 1, Lease.Purpose.DELIVER, NORTH, envelope, List.of()));
  }

  @Test
  void whatWasTriedIsToldWithItsReply() {
    assertThat(RecipientUpdate.delivered(0, ATTEMPT))
        .isEqualTo(update(Transition.DELIVER, Optional.of(ATTEMPT), Optional.empty(), "550 5.1.1 No such mailbox"));
    assertThat(RecipientUpdate.deferred(0, ATTEMPT, NOON))
        .isEqualTo(update(Transition.DEFER, Optional.of(ATTEMPT), Optional.of(NOON), "550 5.1.1 No such mailbox"));
    RecipientUpdate ended = RecipientUpdate.ended(0, Transition.FAIL, ATTEMPT, Optional.of(ReportKind.FAILED));
    assertThat(ended.transition()).contains(Transition.FAIL);
    assertThat(ended.attempt()).contains(ATTEMPT);
    assertThat(ended.owes()).contains(ReportKind.FAILED);
    assertThat(ended.reported()).isFalse();
  }

  @Test
  void whatWasNotTriedIsToldWithItsReason() {
    assertThat(RecipientUpdate.postponed(0, NOON, "no transport"))
        .isEqualTo(update(Transition.DEFER, Optional.empty(), Optional.of(NOON), "no transport"));
    assertThat(RecipientUpdate.moved(0, Transition.HOLD, "suspicious", Optional.empty()))
        .isEqualTo(update(Transition.HOLD, Optional.empty(), Optional.empty(), "suspicious"));
    RecipientUpdate reported = RecipientUpdate.reported(3, "in 0001");
    assertThat(reported.index()).isEqualTo(3);
    assertThat(reported.reported()).isTrue();
    assertThat(reported.transition()).isEmpty();
  }

  private static RecipientUpdate update(
      Transition transition, Optional<Attempt> attempt, Optional<Instant> due, String detail) {
    return new RecipientUpdate(0, Optional.of(transition), attempt, due, detail, Optional.empty(), false);
  }

  @Test
  void whoeverDefersSaysUntilWhen() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecipientUpdate.moved(0, Transition.DEFER, "later", Optional.empty()))
        .withMessageContaining("due time");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecipientUpdate.ended(0, Transition.DEFER, ATTEMPT, Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource(value = Transition.class, names = "DEFER", mode = EnumSource.Mode.EXCLUDE)
  void otherChangesNeedNoDueTime(Transition transition) {
    assertThat(RecipientUpdate.moved(0, transition, "so", Optional.empty()).due()).isEmpty();
  }

  @Test
  void recipientsCountFromZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> RecipientUpdate.reported(-1, ""));
  }

  @Test
  void theCodesOfReportsAreTheOnesTheyHaveAlwaysBeen() {
    assertThat(Arrays.stream(ReportKind.values()).collect(Collectors.toMap(Enum::name, ReportKind::code)))
        .isEqualTo(Map.of("FAILED", 1, "DELAYED", 2, "DELIVERED", 3, "RELAYED", 4));
  }
}
