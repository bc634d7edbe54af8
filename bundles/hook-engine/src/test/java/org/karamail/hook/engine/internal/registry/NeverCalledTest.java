package org.karamail.hook.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookStatus;
import org.karamail.hook.transaction.MailFromHook;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

class NeverCalledTest {

  @TempDir Path data;
  private RunningFramework running;

  @BeforeEach
  void start() throws BundleException {
    running = new RunningFramework(data, Map.of());
    register(Map.of("component.name", "silent", "hook.listeners", "submission"));
  }

  @AfterEach
  void stop() throws BundleException, InterruptedException {
    running.close();
  }

  @Test
  void aHookThatIsNotAskedWhileOthersAreIsToldOfAtTheSecondLookUntilItIsAsked() {
    register(Map.of("component.name", "asked"));
    await().until(() -> running.engine().hooks(HookPoints.ON_MAIL_FROM).size() == 2);
    running.ask();

    running.neverCalled().look();
    assertThat(problem()).isEmpty();
    running.neverCalled().look();
    assertThat(problem()).isEqualTo("silent was never called");

    running.operatorsFile("silent", Map.of("hook.listeners", "mx"));
    running.ask();
    running.neverCalled().look();
    assertThat(problem()).isEmpty();
  }

  @Test
  void whereNobodyIsAskedNobodyIsToldOf() {
    await().until(() -> running.engine().hooks(HookPoints.ON_MAIL_FROM).size() == 1);

    running.neverCalled().look();
    running.neverCalled().look();

    assertThat(running.engine().hooks(HookPoints.ON_MAIL_FROM)).extracting(HookStatus::component).containsExactly("silent");
    assertThat(problem()).isEmpty();
  }

  private String problem() {
    return running.engine().plugins().get(0).problem();
  }

  private void register(Map<String, String> properties) {
    MailFromHook hook = (mail, call) -> Verdict.proceed();
    running.context().registerService(MailFromHook.class, hook, FrameworkUtil.asDictionary(properties));
  }
}
