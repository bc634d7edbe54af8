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
    assertThat(duty.isAt(RcptToHook.class, false, any -> true)).isTrue();
    assertThat(duty.isAt(RcptToHook.class, true, any -> true)).isFalse();
    assertThat(duty.isAt(HeadersHook.class, true, any -> true)).isTrue();
  }

  @Test
  void mayMeetMessagesWithAFieldOfWhoMayRelay() {
    duty.forStrangersAt(List.of(HeadersHook.class, RcptToHook.class));
    duty.forFieldsAt(List.of(HeadersHook.class), List.of("X-Spam", "Authentication-Results"));

    assertThat(duty.isAt(HeadersHook.class, true, "Authentication-Results"::equals)).isTrue();
    assertThat(duty.isAt(HeadersHook.class, true, "Subject"::equals)).isFalse();
    assertThat(duty.isAt(RcptToHook.class, true, any -> true)).isFalse();
    assertThat(duty.isAt(HeadersHook.class, false, any -> false)).isTrue();
  }

  @Test
  void meetsNothingAtPointsWithoutWork() {
    duty.onlyAt(List.of(RcptToHook.class));
    duty.forFieldsAt(List.of(HeadersHook.class), List.of("X-Spam"));

    assertThat(duty.isAt(HeadersHook.class, true, any -> true)).isFalse();
  }

  @Test
  void aHookThatDoesNotSpeakOfItHasItsOwnAtEveryPoint() {
    RcptToHook hook = (rcpt, call) -> Verdict.proceed();

    hook.duty().everywhereIf(false);

    assertThat(hook.duty().isAt(RcptToHook.class)).isTrue();
  }
}
