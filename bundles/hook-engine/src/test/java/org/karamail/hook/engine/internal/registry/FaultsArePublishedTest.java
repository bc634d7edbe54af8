package org.karamail.hook.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.hook.Hook;
import org.karamail.hook.HookFault;
import org.karamail.hook.HookRecovery;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.error.ErrorHook;
import org.karamail.hook.error.RecoveryHook;
import org.karamail.hook.transaction.MailFromHook;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

class FaultsArePublishedTest {

  @TempDir Path data;
  private RunningFramework running;
  private final Queue<HookFault> faults = new ConcurrentLinkedQueue<>();
  private final Queue<HookRecovery> recoveries = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void start() throws BundleException {
    running = new RunningFramework(data, Map.of("probeAfter", "100ms"));
    register(RecoveryHook.class, "recoveries", (recovery, call) -> recoveries.add(recovery));
  }

  @AfterEach
  void stop() throws BundleException, InterruptedException {
    running.close();
  }

  @Test
  void everyFaultIsToldInWordsAndSoIsARecovery() {
    AtomicBoolean broken = new AtomicBoolean(true);
    register(ErrorHook.class, "errors", (fault, call) -> faults.add(fault));
    register(MailFromHook.class, "gate", (mail, call) -> {
      if (broken.get()) {
        throw new IllegalStateException("database is down");
      }
      return Verdict.reject("5.7.1", "No");
    });

    await().untilAsserted(() -> assertThat(running.ask()).isEqualTo("DEFER"));
    for (int i = 0; i < 20; i++) {
      running.ask();
    }

    await().untilAsserted(() -> assertThat(faults).hasSize(20));
    assertThat(faults).allSatisfy(fault -> {
      assertThat(fault.component()).isEqualTo("gate");
      assertThat(fault.point()).isEqualTo("onMailFrom");
      assertThat(fault.detail()).isEqualTo("java.lang.IllegalStateException: database is down");
    });
    assertThat(running.engine().hooks(HookPoints.ON_MAIL_FROM).get(0).quarantined()).isTrue();
    broken.set(false);
    await().untilAsserted(() -> assertThat(running.ask()).isEqualTo("No"));
    await().untilAsserted(() -> assertThat(recoveries).hasSize(1));
  }

  @Test
  void faultsOfErrorHooksAreCountedOnly() {
    register(ErrorHook.class, "errors", (fault, call) -> {
      faults.add(fault);
      throw new IllegalStateException("no better");
    });
    register(MailFromHook.class, "gate", (mail, call) -> {
      throw new IllegalStateException("broken");
    });
    await().untilAsserted(() -> assertThat(running.ask()).isEqualTo("DEFER"));

    await().untilAsserted(
        () -> assertThat(running.engine().hooks(HookPoints.ON_ERROR).get(0).figures().allFaults()).isPositive());
    assertThat(faults).extracting(HookFault::component).containsOnly("gate");
  }

  @Test
  void anOperatorEndsAQuarantine() {
    running.configure("probeAfter", "1h");
    register(MailFromHook.class, "gate", (mail, call) -> {
      throw new IllegalStateException("broken");
    });
    await().untilAsserted(() -> assertThat(running.ask()).isEqualTo("DEFER"));
    for (int i = 0; i < 20; i++) {
      running.ask();
    }
    assertThat(running.engine().hooks(HookPoints.ON_MAIL_FROM).get(0).quarantined()).isTrue();

    assertThat(running.engine().reset("gate")).isTrue();

    assertThat(running.engine().hooks(HookPoints.ON_MAIL_FROM).get(0).quarantined()).isFalse();
    assertThat(running.engine().reset("nobody")).isFalse();
  }

  private <H extends Hook> void register(Class<H> type, String component, H hook) {
    running.context().registerService(type, hook, FrameworkUtil.asDictionary(Map.of("component.name", component)));
  }
}
