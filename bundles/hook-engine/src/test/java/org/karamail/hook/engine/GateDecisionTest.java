package org.karamail.hook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.karamail.hook.Edits;
import org.karamail.hook.Verdict;

class GateDecisionTest {

  @Test
  void aClientIsKeptWaitingForAMinuteAtMost() {
    assertThat(delayed(Duration.ofHours(1)).replyDelay()).isEqualTo(Duration.ofSeconds(60));
    assertThat(delayed(Duration.ofSeconds(59)).replyDelay()).isEqualTo(Duration.ofSeconds(59));
    assertThat(GateDecision.PROCEED.replyDelay()).isZero();
  }

  @Test
  void whatIsNoReplyIsPutOffForAsLongAsWasAskedFor() {
    assertThat(delayed(Duration.ofHours(1)).delay()).isEqualTo(Duration.ofHours(1));
  }

  private static GateDecision delayed(Duration delay) {
    return new GateDecision(Verdict.proceed(), delay, Optional.empty(), Edits.NONE, List.of(), Optional.empty());
  }
}
