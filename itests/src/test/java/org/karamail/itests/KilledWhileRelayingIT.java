package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.load.RelayKillRun;

/**
 * The short form of {@code itests/scripts/relay-kill-test}: kill -9 while mail goes on to another host loses nothing, and
 * doubles at most what was under way at the instant of a kill.
 */
final class KilledWhileRelayingIT {

  private static final int KILLS = 3;
  private static final int ACKNOWLEDGED = 600;

  @Test
  void nothingIsLostAndEachKillDoublesAtMostWhatWasUnderWay() throws Exception {
    RelayKillRun run = RelayKillRun.perform(Launch.shipped("killed-relaying"), "relay", KILLS, ACKNOWLEDGED);
    System.out.println("kill -9 while relaying: " + run.summary());
    assertThat(run.result().comparison().lost()).as("lost").isEmpty();
    assertThat(run.result().comparison().corrupt()).as("corrupt").isEmpty();
    assertThat(run.result().comparison().acknowledged()).isGreaterThanOrEqualTo(ACKNOWLEDGED);
    assertThat(run.result().restartMillis()).hasSize(KILLS);
    assertThat(run.mostUnderWay()).isBetween(2, RelayKillRun.CONCURRENT_ATTEMPTS);
    assertThat(run.repeatedByLife().values()).allMatch(repeated -> repeated <= RelayKillRun.CONCURRENT_ATTEMPTS);
    assertThat(run.repeatedWithoutKill()).as("doubled without a kill").isZero();
  }
}
