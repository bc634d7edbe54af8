package org.karamail.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.karamail.model.RecipientState.ACTIVE;
import static org.karamail.model.RecipientState.CANCELLED;
import static org.karamail.model.RecipientState.DEFERRED;
import static org.karamail.model.RecipientState.DELIVERED;
import static org.karamail.model.RecipientState.EXPIRED;
import static org.karamail.model.RecipientState.FAILED;
import static org.karamail.model.RecipientState.HELD;
import static org.karamail.model.RecipientState.QUEUED;
import static org.karamail.model.RecipientState.SCHEDULED;
import static org.karamail.model.RecipientState.SUPPRESSED;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransitionTest {

  private record Edge(Set<RecipientState> from, RecipientState to) {}

  /** The whole table, written down a second time. */
  private static final Map<Transition, Edge> TABLE =
      Map.ofEntries(
          edge(Transition.BECOME_DUE, QUEUED, SCHEDULED, DEFERRED),
          edge(Transition.LEASE, ACTIVE, QUEUED),
          edge(Transition.RELEASE_LEASE, QUEUED, ACTIVE),
          edge(Transition.DEFER, DEFERRED, ACTIVE, QUEUED),
          edge(Transition.DELIVER, DELIVERED, ACTIVE),
          edge(Transition.FAIL, FAILED, ACTIVE, QUEUED, SCHEDULED, DEFERRED, HELD),
          edge(Transition.EXPIRE, EXPIRED, ACTIVE, QUEUED, SCHEDULED, DEFERRED),
          edge(Transition.HOLD, HELD, ACTIVE, QUEUED, SCHEDULED, DEFERRED),
          edge(Transition.RELEASE, QUEUED, HELD),
          edge(Transition.REQUEUE, QUEUED, SCHEDULED, DEFERRED, HELD, FAILED, EXPIRED),
          edge(Transition.CANCEL, CANCELLED, ACTIVE, QUEUED, SCHEDULED, DEFERRED, HELD),
          edge(Transition.SUPPRESS, SUPPRESSED, ACTIVE, QUEUED, SCHEDULED, DEFERRED));

  private static Map.Entry<Transition, Edge> edge(Transition transition, RecipientState to, RecipientState... from) {
    return Map.entry(transition, new Edge(Set.of(from), to));
  }

  @Test
  void theTableNamesEveryTransition() {
    assertThat(TABLE).containsOnlyKeys(Transition.values());
  }

  static Stream<Arguments> everyTransitionFromEveryState() {
    return Arrays.stream(Transition.values())
        .flatMap(change -> Arrays.stream(RecipientState.values()).map(state -> Arguments.of(change, state)));
  }

  @ParameterizedTest
  @MethodSource("everyTransitionFromEveryState")
  void exactlyTheEdgesOfTheTableAreLegal(Transition change, RecipientState state) {
    Edge edge = TABLE.getOrDefault(change, new Edge(Set.of(), state));

    assertThat(change.to()).isEqualTo(edge.to());
    assertThat(change.isLegalFrom(state)).isEqualTo(edge.from().contains(state));
    if (edge.from().contains(state)) {
      assertThat(change.from(state)).isEqualTo(edge.to());
    } else {
      assertThatIllegalStateException()
          .isThrownBy(() -> change.from(state))
          .withMessageContaining(change + " does not start at " + state);
    }
  }

  @Test
  void whatIsDeliveredCancelledOrSuppressedStaysSo() {
    assertThat(Stream.of(DELIVERED, CANCELLED, SUPPRESSED))
        .allMatch(state -> Arrays.stream(Transition.values()).noneMatch(change -> change.isLegalFrom(state)));
  }

  @Test
  void finalStatesAreTheFiveEnds() {
    assertThat(RecipientState.values())
        .filteredOn(RecipientState::isFinal)
        .containsExactlyInAnyOrder(DELIVERED, FAILED, EXPIRED, CANCELLED, SUPPRESSED);
  }
}
