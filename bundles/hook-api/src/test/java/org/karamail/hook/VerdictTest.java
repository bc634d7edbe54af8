package org.karamail.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.karamail.model.Reply;

class VerdictTest {

  @Test
  void aDeferralNeedsATemporaryReplyAndARejectionAPermanentOne() {
    Reply temporary = Reply.of(451, "4.7.1", "later");
    Reply permanent = Reply.of(550, "5.7.1", "never");

    assertThat(Verdict.defer(temporary).reply()).contains(temporary);
    assertThat(Verdict.reject(permanent).reply()).contains(permanent);
    assertThatThrownBy(() -> Verdict.defer(permanent)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Verdict.reject(temporary)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDelayIsLongerThanNothing() {
    assertThat(Verdict.delay(Duration.ofSeconds(1), "slow down").delay()).isEqualTo(Duration.ofSeconds(1));
    assertThatThrownBy(() -> Verdict.delay(Duration.ZERO, "")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsAddedToAVerdictLeavesTheRestOfItAndTheOriginalAsTheyWere() {
    Verdict plain = Verdict.quarantine("suspicious");
    Verdict more =
        plain.with(Edits.addField("X-Score", "7")).with(new Finding.Spam(7, 5, List.of("LINK"))).andClose();

    assertThat(more.kind()).isEqualTo(Verdict.Kind.QUARANTINE);
    assertThat(more.reason()).isEqualTo("suspicious");
    assertThat(more.edits().list()).hasSize(1);
    assertThat(more.findings()).hasSize(1);
    assertThat(more.isClosing()).isTrue();
    assertThat(plain.edits().isEmpty()).isTrue();
    assertThat(plain.findings()).isEmpty();
    assertThat(plain.isClosing()).isFalse();
  }

  @Test
  void editsKeepTheOrderInWhichTheyWereAskedFor() {
    Edits edits = Edits.addField("A", "1").and(Edits.NONE).and(Edits.removeFields("B")).and(Edits.addField("C", "3"));

    assertThat(edits.list()).hasSize(3);
    assertThat(edits.list().get(1)).isEqualTo(new Edits.Edit.RemoveFields("B"));
  }

  @Test
  void aFieldThatWouldSmuggleALineIntoTheHeaderIsRefused() {
    assertThatThrownBy(() -> Edits.addField("X-Note", "a\r\nBcc: b")).isInstanceOf(IllegalArgumentException.class);
  }
}
