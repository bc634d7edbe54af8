package org.karamail.hook.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.hook.Call;
import org.karamail.hook.Duty;
import org.karamail.hook.HookMode;
import org.karamail.hook.MailFrom;
import org.karamail.hook.MetricsSink;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookStatus;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.metrics.MetricsCollectHook;
import org.karamail.hook.transaction.MailFromHook;
import org.karamail.hook.transaction.RcptToHook;
import org.karamail.message.HeaderBlock;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

class HooksWithoutWorkTest {

  private static final Set<HookPoint<?, ?>> RCPT = Set.of(HookPoints.ON_RCPT_TO);

  @TempDir Path data;
  private RunningFramework running;
  private final Duty duty = new Duty();
  private ServiceRegistration<?> registration;

  /** Refuses whatever it is asked. */
  private final class Strict implements MailFromHook, RcptToHook, MetricsCollectHook {

    @Override
    public Verdict onMailFrom(MailFrom mail, Call call) {
      return Verdict.reject("5.7.1", "sender");
    }

    @Override
    public Verdict onRcptTo(RcptTo rcpt, Call call) {
      return Verdict.reject("5.7.1", "recipient");
    }

    @Override
    public void onMetricsCollect(MetricsSink sink, Call call) {
      sink.gauge("held", 1, Map.of());
    }

    @Override
    public Duty duty() {
      return duty;
    }
  }

  @BeforeEach
  void start() throws BundleException {
    running = new RunningFramework(data, Map.of());
  }

  @AfterEach
  void stop() throws BundleException, InterruptedException {
    running.close();
  }

  @Test
  void aHookIsAskedFromTheMomentItTakesUpItsDuty() {
    duty.everywhereIf(false);
    strict();

    assertThat(running.engine().isAnybodyAt(RunningFramework.BOTH)).isFalse();
    assertThat(running.ask()).isEqualTo("PROCEED");

    duty.everywhereIf(true);

    assertThat(running.engine().isAnybodyAt(RunningFramework.BOTH)).isTrue();
    assertThat(running.ask()).isEqualTo("sender");
  }

  @Test
  void aHookIsNotAskedFromTheMomentItGivesUpItsDutyEvenWithinATransaction() {
    strict();
    try (HookTransaction transaction = running.beginNow()) {
      assertThat(RunningFramework.sender(transaction)).isEqualTo("sender");
      duty.everywhereIf(false);
      assertThat(transaction.has(HookPoints.ON_RCPT_TO)).isFalse();
      assertThat(RunningFramework.recipient(transaction)).isEqualTo("PROCEED");
      assertThat(transaction.plugins()).isEmpty();
    }
  }

  @Test
  void aHookMayHaveWorkAtSomeOfItsPointsOnly() {
    duty.onlyAt(List.of(RcptToHook.class));
    strict();

    try (HookTransaction transaction = running.beginNow()) {
      assertThat(transaction.has(HookPoints.ON_MAIL_FROM)).isFalse();
      assertThat(RunningFramework.sender(transaction)).isEqualTo("PROCEED");
      assertThat(RunningFramework.recipient(transaction)).isEqualTo("recipient");
    }
  }

  @Test
  void aHookMayHaveWorkForStrangersOnly() {
    duty.forStrangersAt(List.of(RcptToHook.class));
    strict();

    try (HookTransaction ours = RunningFramework.now(running.begin(true))) {
      assertThat(RunningFramework.sender(ours)).isEqualTo("sender");
      assertThat(ours.has(HookPoints.ON_RCPT_TO)).isFalse();
      assertThat(RunningFramework.recipient(ours)).isEqualTo("PROCEED");
    }
    try (HookTransaction strangers = running.beginNow()) {
      assertThat(RunningFramework.recipient(strangers)).isEqualTo("recipient");
    }
  }

  @Test
  void aHookMayHaveWorkWithMessagesThatHoldAField() {
    HeaderBlock plain = HeaderBlock.of("Subject: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    HeaderBlock marked = HeaderBlock.of("x-mark: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    duty.forStrangersAt(List.of(RcptToHook.class));
    duty.forFieldsAt(List.of(RcptToHook.class), List.of("X-Mark"));
    strict();

    try (HookTransaction ours = RunningFramework.now(running.begin(true))) {
      assertThat(ours.has(HookPoints.ON_RCPT_TO)).as("as long as no header has come").isTrue();
      assertThat(ours.isAnybodyAt(RCPT, plain)).isFalse();
      assertThat(ours.isAnybodyAt(RCPT, marked)).isTrue();
      try (HookTransaction without = ours.about(RunningFramework.ours().with(plain))) {
        assertThat(RunningFramework.recipient(without)).isEqualTo("PROCEED");
      }
      try (HookTransaction with = ours.about(RunningFramework.ours().with(marked))) {
        assertThat(RunningFramework.recipient(with)).isEqualTo("recipient");
      }
    }
  }

  @Test
  void operatorsSeeWhichHooksHaveNoWorkAndTheirFiguresAreThereAllTheSame() {
    duty.everywhereIf(false);
    strict();

    assertThat(running.engine().hooks(HookPoints.ON_MAIL_FROM)).extracting(HookStatus::idle).containsExactly(true);
    assertThat(RunningFramework.now(running.engine().collect(running.context().getBundle().getSymbolicName()))).hasSize(1);
  }

  @Test
  void aHookThatIsSwitchedOffIsNobody() {
    strict();

    running.engine().setMode("strict", HookMode.Mode.OFF);

    assertThat(running.engine().isAnybodyAt(RunningFramework.BOTH)).isFalse();
    assertThat(running.ask()).isEqualTo("PROCEED");
  }

  @Test
  void aHookThatIsCutOffIsNotTakenAtItsWordThatItHasNoWork() throws Exception {
    strict();
    running.configure("drain", "0s");
    try (HookTransaction transaction = running.beginNow()) {
      registration.unregister();
      duty.everywhereIf(false);
      assertThat(RunningFramework.sender(transaction)).isEqualTo("DEFER");
    }
  }

  private void strict() {
    registration =
        running
            .context()
            .registerService(
                new String[] {MailFromHook.class.getName(), RcptToHook.class.getName(), MetricsCollectHook.class.getName()},
                new Strict(),
                FrameworkUtil.asDictionary(Map.of("component.name", "strict")));
    await().until(() -> !running.engine().hooks(HookPoints.ON_MAIL_FROM).isEmpty());
  }
}
