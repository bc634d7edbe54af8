package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.load.KillRun;

/** The short form of {@code itests/scripts/kill-test}: what was acknowledged survives kill -9, once and unchanged. */
final class KilledUnderLoadIT {

  private static final int KILLS = 10;
  private static final int ACKNOWLEDGED = 5000;

  @Test
  void nothingAcknowledgedIsLostChangedOrDoubledByTenKills() throws Exception {
    KillRun.Result result = KillRun.of(Launch.shipped("killed"), "short", KILLS, ACKNOWLEDGED);
    System.out.println("kill -9: " + result.comparison().summary() + "; ms to 220: " + result.restartMillis());
    assertThat(result.comparison().lost()).as("lost").isEmpty();
    assertThat(result.comparison().corrupt()).as("corrupt").isEmpty();
    assertThat(result.comparison().doubled()).as("doubled").isEmpty();
    assertThat(result.comparison().acknowledged()).isGreaterThanOrEqualTo(ACKNOWLEDGED);
    assertThat(result.restartMillis()).hasSize(KILLS);
  }
}
