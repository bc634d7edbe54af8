package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlotsTest {

  private static final String NORTH = "mx.north";
  private static final String HERE = "maildir:here.example";

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger arriving = new AtomicInteger();
  private final Breakers breakers = new Breakers(nanos::get);
  private final Slots slots =
      new Slots(
          () -> new DeliverySettings(20, 3, 10, 15, 2, 100, Duration.ofMinutes(5), false),
          breakers,
          new Surge(arriving::get, nanos::get));

  @Test
  void aSiteBeginsWithOneAttemptAndGetsOneMoreForEachThatEndsInTime() {
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
  void aLocalDomainHasItsLimitAtOnce() {
    slots.take(HERE, true);

    assertThat(slots.room()).containsEntry(HERE, 14);
  }

  @Test
  void whileSendersQueueUpForTheDiskAllLocalDomainsTogetherGetFewAttempts() {
    slots.take(HERE, true);
    slots.take("maildir:there.example", true).free();
    slots.take(NORTH, false).free();
    arriving.set(3);

    assertThat(slots.room()).containsEntry(HERE, 1).containsEntry("maildir:there.example", 1).containsEntry(NORTH, 1);
    slots.take(HERE, true);
    assertThat(slots.room()).containsEntry(HERE, 0).containsEntry("maildir:there.example", 0);
  }

  @Test
  void aSurgeIsOverWhenNobodyHasQueuedUpForAQuarterOfASecond() {
    slots.take(HERE, true);
    arriving.set(3);
    assertThat(slots.room()).containsEntry(HERE, 1);
    arriving.set(2);

    nanos.addAndGet(Duration.ofMillis(249).toNanos());
    assertThat(slots.room()).containsEntry(HERE, 1);
    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(slots.room()).containsEntry(HERE, 14);
  }

  @Test
  void anAttemptAtAnotherHostKeepsItsSlotUntilTheOutcomeIsOnDisk() {
    Slots.Slot slot = slots.take(NORTH, false);
    slot.answered();
    slot.handedOver();

    assertThat(slots.free()).isEqualTo(19);
    slot.free();
    assertThat(slots.free()).isEqualTo(20);
  }

  @Test
  void aLocalAttemptGivesItsSlotBackWhenTheStoreIsTold() {
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
  void aSiteThatIsSlowAtTheMedianGetsNoOtherAttemptUntilTheyEndAndThenOne() {
    Slots.Slot first = slots.take(NORTH, false);
    first.becomeSlow();
    Slots.Slot second = slots.take(NORTH, false);
    second.becomeSlow();

    assertThat(slots.room()).containsEntry(NORTH, 0);
    first.free();
    assertThat(slots.room()).containsEntry(NORTH, 0);
    second.free();
    assertThat(slots.room()).containsEntry(NORTH, 1);

    answeredInTime();
    assertThat(slots.room()).as("two of three were slow").containsEntry(NORTH, 1);
    answeredInTime();
    assertThat(slots.room()).as("two of four were slow").containsEntry(NORTH, 3);
  }

  @Test
  void twoSlowAttemptsInARowAreNoRuleAtASiteThatAnswersOtherwise() {
    for (int i = 0; i < 5; i++) {
      answeredInTime();
    }
    slots.take(NORTH, false).becomeSlow();
    slots.take(NORTH, false).becomeSlow();

    assertThat(slots.room()).containsEntry(NORTH, 1);
  }

  @Test
  void aSiteThatAnswersNowAndThenIsSlowAllTheSame() {
    for (int i = 0; i < 4; i++) {
      slots.take(NORTH, false).becomeSlow();
      answeredInTime();
    }
    assertThat(slots.room().get(NORTH)).isPositive();
    slots.take(NORTH, false).becomeSlow();
    slots.take(NORTH, false).becomeSlow();

    assertThat(slots.room()).containsEntry(NORTH, 0);
  }

  private void answeredInTime() {
    Slots.Slot slot = slots.take(NORTH, false);
    slot.answered();
    slot.free();
  }

  @Test
  void theSlowLaneHasAnEndToo() {
    for (int i = 0; i < 3; i++) {
      assertThat(slots.take("mx.slow" + i, false).becomeSlow()).isTrue();
    }

    assertThat(slots.take(NORTH, false).becomeSlow()).isFalse();
    assertThat(slots.free()).isEqualTo(19);
  }

  @Test
  void reportsTakeNoRoomAtAnySite() {
    slots.take(HERE, true).free();
    slots.take();

    assertThat(slots.free()).isEqualTo(19);
    assertThat(slots.room()).containsExactlyEntriesOf(java.util.Map.of(HERE, 15));
  }

  @Test
  void sitesWithoutWorkAreForgottenAndBusyOnesAreNot() {
    Slots.Slot busy = slots.take(NORTH, false);
    for (int i = 0; i < 1_000; i++) {
      slots.take("mx.idle" + i, false).free();
    }

    assertThat(slots.room()).hasSizeLessThanOrEqualTo(129).containsEntry(NORTH, 0);
    busy.free();
  }

  @Test
  void anAttemptWhoseSiteIsFoundOutCountsThereWhileThereIsRoom() {
    Slots.Slot first = slots.take("one.example", false);
    Slots.Slot second = slots.take("two.example", false);

    assertThat(first.moveTo(NORTH)).isTrue();
    assertThat(second.moveTo(NORTH)).isFalse();

    assertThat(slots.room()).containsEntry(NORTH, 0).containsEntry("one.example", 1).containsEntry("two.example", 0);
    first.answered();
    first.free();
    assertThat(slots.room()).containsEntry(NORTH, 2);
    assertThat(second.moveTo(NORTH)).isTrue();
    second.free();
    assertThat(slots.room()).containsEntry(NORTH, 2);
    assertThat(slots.free()).isEqualTo(20);
  }

  @Test
  void anAttemptThatWasSlowToFindItsSiteIsNotHeldAgainstIt() {
    Slots.Slot slot = slots.take("one.example", false);
    slot.becomeSlow();

    assertThat(slot.moveTo(NORTH)).isTrue();

    assertThat(slots.room()).containsEntry(NORTH, 1);
    slot.free();
    assertThat(slots.active()).isZero();
    assertThat(slots.room()).containsEntry(NORTH, 1);
  }

  @Test
  void aSiteThatIsLeftAloneHasNoRoomAndThenRoomForOneAtATime() {
    for (int i = 0; i < Breaker.FAILURES; i++) {
      breakers.learn(NORTH, List.of(Leases.UNREACHABLE), false);
    }
    assertThat(slots.room()).containsEntry(NORTH, 0);
    assertThat(slots.take("one.example", false).moveTo(NORTH)).isFalse();

    nanos.addAndGet(Breaker.PAUSE.toNanos());
    assertThat(slots.room()).containsEntry(NORTH, 1);
    slots.take(NORTH, false);
    assertThat(slots.room()).containsEntry(NORTH, 0);
  }

  @Test
  void aSlotIsGivenBackOnce() {
    Slots.Slot slot = slots.take(NORTH, false);
    slot.free();

    assertThatThrownBy(slot::free).isInstanceOf(IllegalStateException.class);
    assertThat(slots.free()).isEqualTo(20);
  }
}
