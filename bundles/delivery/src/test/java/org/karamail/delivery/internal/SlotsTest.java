package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.karamail.model.Route;

class SlotsTest {

  private static final Route NORTH = new Route("smtp", "north.example");
  private static final Route HERE = new Route("maildir", "here.example");

  private final Slots slots =
      new Slots(() -> new DeliverySettings(20, 3, 10, 15, 100, Duration.ofMinutes(5), false));

  @Test
  void aRouteBeginsWithOneAttemptAndGetsOneMoreForEachThatEndsInTime() {
    List<Integer> rooms = new ArrayList<>();
    slots.take(NORTH, false).free();
    for (int i = 0; i < 12; i++) {
      rooms.add(slots.room().get(NORTH));
      Slots.Slot slot = slots.take(NORTH, false);
      slot.answered();
      slot.free();
    }

    assertThat(rooms).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10);
  }

  @Test
  void aLocalRouteHasItsLimitAtOnce() {
    slots.take(HERE, true);

    assertThat(slots.room()).containsEntry(HERE, 14);
  }

  @Test
  void aRouteToAnotherHostKeepsItsSlotUntilTheOutcomeIsOnDisk() {
    Slots.Slot slot = slots.take(NORTH, false);
    slot.answered();
    slot.handedOver();

    assertThat(slots.free()).isEqualTo(19);
    slot.free();
    assertThat(slots.free()).isEqualTo(20);
  }

  @Test
  void aLocalRouteGivesItsSlotBackWhenTheStoreIsTold() {
    Slots.Slot slot = slots.take(HERE, true);
    slot.answered();
    slot.handedOver();

    assertThat(slots.free()).isEqualTo(20);
    assertThat(slots.room()).containsEntry(HERE, 15);
    assertThat(slots.active()).isZero();
    slot.free();
    assertThat(slots.free()).isEqualTo(20);
  }

  @Test
  void onlySoManyLocalOutcomesMayWaitForTheDisk() {
    List<Slots.Slot> waiting = new ArrayList<>();
    while (slots.free() > 0) {
      Slots.Slot slot = slots.take(HERE, true);
      slot.handedOver();
      waiting.add(slot);
    }

    assertThat(waiting).hasSize(1_000);
    waiting.get(0).free();
    assertThat(slots.free()).isEqualTo(1);
  }

  @Test
  void anAttemptThatBecomesSlowMakesRoomForAnother() {
    Slots.Slot slot = slots.take(NORTH, false);

    assertThat(slots.room()).containsEntry(NORTH, 0);
    assertThat(slot.becomeSlow()).isTrue();

    assertThat(slots.free()).isEqualTo(20);
    assertThat(slots.active()).isEqualTo(1);
    assertThat(slots.room()).containsEntry(NORTH, 1);
  }

  @Test
  void aRouteWithTwoSlowAttemptsInARowGetsNoOtherUntilTheyEndAndThenOne() {
    Slots.Slot first = slots.take(NORTH, false);
    first.becomeSlow();
    Slots.Slot second = slots.take(NORTH, false);
    second.becomeSlow();

    assertThat(slots.room()).containsEntry(NORTH, 0);
    first.free();
    assertThat(slots.room()).containsEntry(NORTH, 0);
    second.free();
    assertThat(slots.room()).containsEntry(NORTH, 1);

    Slots.Slot third = slots.take(NORTH, false);
    third.answered();
    third.free();
    assertThat(slots.room()).containsEntry(NORTH, 2);
  }

  @Test
  void theSlowLaneHasAnEndToo() {
    for (int i = 0; i < 3; i++) {
      assertThat(slots.take(new Route("smtp", "slow" + i), false).becomeSlow()).isTrue();
    }

    assertThat(slots.take(NORTH, false).becomeSlow()).isFalse();
    assertThat(slots.free()).isEqualTo(19);
  }

  @Test
  void reportsTakeNoRoomOnAnyRoute() {
    slots.take(HERE, true).free();
    slots.take();

    assertThat(slots.free()).isEqualTo(19);
    assertThat(slots.room()).containsExactlyEntriesOf(java.util.Map.of(HERE, 15));
  }

  @Test
  void routesWithoutWorkAreForgottenAndBusyOnesAreNot() {
    Slots.Slot busy = slots.take(NORTH, false);
    for (int i = 0; i < 1_000; i++) {
      slots.take(new Route("smtp", "idle" + i), false).free();
    }

    assertThat(slots.room()).hasSizeLessThanOrEqualTo(129).containsEntry(NORTH, 0);
    busy.free();
  }

  @Test
  void aSlotIsGivenBackOnce() {
    Slots.Slot slot = slots.take(NORTH, false);
    slot.free();

    assertThatThrownBy(slot::free).isInstanceOf(IllegalStateException.class);
    assertThat(slots.free()).isEqualTo(20);
  }
}
