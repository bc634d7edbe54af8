package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.karamail.delivery.SiteStanding;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.model.Reply;

class BreakersTest {

  private static final String NORTH = "mx.north";
  private static final String SOUTH = "mx.south";
  private static final int ANY = 10;
  private static final DeliveryOutcome SILENT =
      new DeliveryOutcome.Unreachable(new Fault(Fault.Category.TIMEOUT, "at the greeting"));
  private static final DeliveryOutcome SHUTTING_DOWN =
      new DeliveryOutcome.Deferred(Reply.of(421, "4.3.2", "Shutting down"));

  private final AtomicLong nanos = new AtomicLong();
  private final Breakers breakers = new Breakers(nanos::get);

  @Test
  void tenFailuresInARowLeaveASiteAloneForAMinute() {
    fail(9, SILENT);
    assertThat(room(NORTH)).isEqualTo(ANY);
    fail(1, SHUTTING_DOWN);

    assertThat(room(NORTH)).isZero();
    assertThat(room(SOUTH)).isEqualTo(ANY);
    assertThat(breakers.reading(NORTH).state()).isEqualTo(SiteStanding.Breaker.OPEN);
    assertThat(breakers.reading(NORTH).lastFailure()).contains("421");
    pass(Duration.ofSeconds(59));
    assertThat(room(NORTH)).isZero();
    pass(Duration.ofSeconds(1));
    assertThat(room(NORTH)).isEqualTo(1);
  }

  @Test
  void fiveSuccessesMakeItLikeAnyOther() {
    fail(10, SILENT);
    pass(Duration.ofSeconds(60));
    for (int i = 0; i < 5; i++) {
      assertThat(room(NORTH)).isEqualTo(1);
      learn(NORTH, Leases.DELIVERED);
    }
    assertThat(room(NORTH)).isEqualTo(ANY);
    assertThat(breakers.reading(NORTH).state()).isEqualTo(SiteStanding.Breaker.CLOSED);
  }

  @Test
  void aFailureInBetweenLeavesItAloneForAnotherMinute() {
    fail(10, SILENT);
    pass(Duration.ofSeconds(60));
    assertThat(room(NORTH)).isEqualTo(1);
    learn(NORTH, Leases.DELIVERED);
    learn(NORTH, SILENT);

    assertThat(room(NORTH)).isZero();
    pass(Duration.ofSeconds(60));
    assertThat(room(NORTH)).isEqualTo(1);
  }

  @Test
  void anOperatorEndsThePauseAndOneAttemptShowsHowTheSiteIs() {
    fail(10, SILENT);

    breakers.endPauses();
    assertThat(room(NORTH)).isEqualTo(1);
    learn(NORTH, SILENT);
    assertThat(room(NORTH)).isZero();
  }

  @Test
  void whatIsSaidOfARecipientOrAMessageSpeaksForTheSite() {
    fail(9, SILENT);
    learn(NORTH, Leases.DEFERRED);
    fail(9, SILENT);
    learn(NORTH, Leases.REFUSED);
    fail(9, SILENT);

    assertThat(room(NORTH)).isEqualTo(ANY);
  }

  @Test
  void aSiteThatRefusesEverybodyForNowHasFailed() {
    for (int i = 0; i < 10; i++) {
      breakers.learn(NORTH, List.of(Leases.DEFERRED), true);
    }
    assertThat(room(NORTH)).isZero();
  }

  @Test
  void ourOwnFaultsAndThoseOfNameServersAreNobodyElses() {
    for (Fault.Category ours : List.of(Fault.Category.LOCAL, Fault.Category.DNS)) {
      fail(20, new DeliveryOutcome.Unreachable(new Fault(ours, "ours")));
    }
    assertThat(room(NORTH)).isEqualTo(ANY);
  }

  private void fail(int times, DeliveryOutcome outcome) {
    for (int i = 0; i < times; i++) {
      learn(NORTH, outcome);
    }
  }

  private void learn(String site, DeliveryOutcome outcome) {
    breakers.learn(site, List.of(outcome), false);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private int room(String site) {
    return breakers.limits().getOrDefault(site, ANY);
  }
}
