package org.karamail.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.karamail.hook.message.HeadersHook;
import org.karamail.hook.transaction.RcptToHook;

class DutyTest {

  private final Duty duty = new Duty();

  @Test
  void beginsEverywhere() {
    assertThat(duty.isAt(RcptToHook.class)).isTrue();
    assertThat(duty.isAt(HeadersHook.class)).isTrue();
  }

  @Test
  void isAtThePointsThatWereNamedLast() {
    duty.onlyAt(List.of(RcptToHook.class));

    assertThat(duty.isAt(RcptToHook.class)).isTrue();
    assertThat(duty.isAt(HeadersHook.class)).isFalse();
  }

  @Test
  void isEverywhereOrNowhereAsThereIsWork() {
    duty.everywhereIf(false);
    assertThat(duty.isAt(RcptToHook.class)).isFalse();

    duty.everywhereIf(true);
    assertThat(duty.isAt(RcptToHook.class)).isTrue();
  }

  @Test
  void maySpareWhoMayRelay() {
    duty.forStrangersAt(List.of(RcptToHook.class));

    assertThat(duty.isAt(RcptToHook.class)).isTrue();
    assertThat(duty.isAt(RcptToHook.class, false)).isTrue();
    assertThat(duty.isAt(RcptToHook.class, true)).isFalse();
    assertThat(duty.isAt(HeadersHook.class, true)).isTrue();
  }

  @Test
  void aHookThatDoesNotSpeakOfItHasItsOwnAtEveryPoint() {
    RcptToHook hook = (rcpt, call) -> Verdict.proceed();

    hook.duty().everywhereIf(false);

    assertThat(hook.duty().isAt(RcptToHook.class)).isTrue();
  }
}
