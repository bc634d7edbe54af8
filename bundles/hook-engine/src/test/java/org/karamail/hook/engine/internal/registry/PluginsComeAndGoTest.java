package org.karamail.hook.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.PluginStatus;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Plugins that are installed, stopped, taken away and waited for. */
class PluginsComeAndGoTest extends PluginsInAFramework {

  @Test
  void aPluginIsAskedFromTheMomentItIsActive() throws BundleException, IOException {
    assertThat(running.ask()).isEqualTo("PROCEED");

    running.install("one", new PluginJar(NAME, "1.0.0"));

    await().untilAsserted(() -> assertThat(running.ask()).isEqualTo("1.0.0"));
    assertThat(plugin().state()).isEqualTo("ACTIVE");
    assertThat(plugin().components()).extracting(PluginStatus.Component::name)
        .containsExactlyInAnyOrder(NAME + ".gate", NAME + ".rcpt");
    assertThat(running.engine().hooks(HookPoints.ON_MAIL_FROM)).hasSize(1);
  }

  @Test
  void anOperatorsStopIsWaitedOutBrieflyAndThenMailGoesOnWithoutThePlugin() throws Exception {
    Bundle bundle = installed("1.0.0");

    bundle.stop();

    assertThat(running.ask()).isEqualTo("PROCEED");
    assertThat(running.engine().plugins()).isEmpty();
  }

  @Test
  void aPluginThatIsDeletedAndAddedAgainLeavesNoMailUnfiltered() throws Exception {
    Bundle bundle = installed("1.0.0");

    bundle.uninstall();
    CompletableFuture<HookTransaction> meanwhile = running.begin().toCompletableFuture();
    assertThat(meanwhile).isNotDone();
    running.install("new name", new PluginJar(NAME, "2.0.0"));

    try (HookTransaction next = RunningFramework.now(meanwhile)) {
      assertThat(RunningFramework.sender(next)).isEqualTo("2.0.0");
    }
  }

  @Test
  void aPluginThatIsDeletedForGoodIsGoneAfterTheGrace() throws Exception {
    Bundle bundle = installed("1.0.0");

    bundle.uninstall();

    assertThat(running.ask()).isEqualTo("PROCEED");
  }

  @Test
  void anActivationThatHangsBlocksNobodyAndIsAFault() throws Exception {
    running.install("one", new PluginJar(NAME, "1.0.0").property("does", "hang"));
    running.install("two", new PluginJar("com.example.other", "7.0.0").withOneComponent().property("service.ranking", "1"));

    await().untilAsserted(
        () -> assertThat(running.engine().plugins()).anyMatch(one -> one.plugin().equals("com.example.other")));
    await().untilAsserted(() -> assertThat(problems()).anyMatch(line -> line.contains("did not end within 5 s")));
  }

  @Test
  void aPluginThatBringsItsOwnCopyOfTheApiIsListedWithTheReason() throws Exception {
    running.install("one", new PluginJar(NAME, "1.0.0").embeddingTheApi());

    await().untilAsserted(() -> assertThat(problems()).anyMatch(line -> line.contains("own copy of the hook API")));
    assertThat(running.ask()).isEqualTo("PROCEED");
  }

  @Test
  void aChangedConfigurationOfOneComponentWaitsForItsTransactionsAndLeavesTheOthersAlone() throws Exception {
    installed("1.0.0");
    HookTransaction open = running.beginNow();

    running.configureComponent(NAME + ".gate", Map.of("colour", "green"));
    await().until(() -> !running.begin().toCompletableFuture().isDone());

    assertThat(RunningFramework.sender(open)).isEqualTo("1.0.0");
    assertThat(RunningFramework.recipient(open)).isEqualTo("1.0.0");
    open.close();
    assertThat(running.ask()).isEqualTo("1.0.0");
  }

  @Test
  void anOperatorsFileChangesOrderModeAndBudgetWithoutARestartOfThePlugin() throws Exception {
    installed("1.0.0");
    running.install("two", new PluginJar("com.example.zeal", "7.0.0").withOneComponent());
    await().until(() -> running.engine().hooks(HookPoints.ON_MAIL_FROM).size() == 2);
    assertThat(running.ask()).isEqualTo("1.0.0");

    running.operatorsFile("com.example.zeal.gate", Map.of("service.ranking", "10", "hook.timeout.onMailFrom", "7s"));
    assertThat(running.ask()).isEqualTo("7.0.0");
    assertThat(running.engine().hooks(HookPoints.ON_MAIL_FROM).get(0).timeout()).isEqualTo(Duration.ofSeconds(7));

    running.operatorsFile("com.example.zeal.gate", Map.of("service.ranking", "10", "hook.mode", "shadow"));
    assertThat(running.ask()).isEqualTo("1.0.0");
    running.operatorsFile(NAME + ".gate", Map.of("hook.listeners", "submission"));
    assertThat(running.ask()).isEqualTo("PROCEED");
  }

  @Test
  void aWrongPropertyOfAPluginIsNamedAndItsDefaultsCount() throws Exception {
    running.install("one", new PluginJar(NAME, "1.0.0").property("hook.timeout", "soon"));

    await().untilAsserted(() -> assertThat(running.ask()).isEqualTo("1.0.0"));
    assertThat(problems()).anyMatch(line -> line.contains("hook.timeout = 'soon'"));
  }

  @Test
  void pluginsThatRanBeforeTheLastStopAreWaitedForAtTheNextStart() throws Exception {
    installed("1.0.0");
    running.close();

    running = new RunningFramework(data, Map.of("startupWait", "1s"));

    assertThat(running.engine().readiness().ready()).isFalse();
    assertThat(running.engine().readiness().reasons()).anyMatch(reason -> reason.contains(NAME));
    assertThat(running.engine().plugins()).extracting(PluginStatus::state).contains("AWAITED");
    await().untilAsserted(() -> assertThat(running.engine().readiness().ready()).isTrue());
  }

  @Test
  void aPluginThatComesBackEndsTheWaitAndOneThatWasTakenAwayIsNotWaitedFor() throws Exception {
    installed("1.0.0");
    running.close();
    running = new RunningFramework(data, Map.of("uninstallGrace", "100ms"));
    assertThat(running.engine().readiness().ready()).isFalse();

    Bundle bundle = installed("1.0.0");
    assertThat(running.engine().readiness().ready()).isTrue();
    bundle.uninstall();
    await().until(() -> running.engine().plugins().isEmpty());
    running.close();
    running = new RunningFramework(data, Map.of());

    assertThat(running.engine().readiness().ready()).isTrue();
  }

  @Test
  void aRequiredPluginThatIsTakenAwayDefersMailUntilItIsBack() throws Exception {
    running.configure("required", NAME);
    assertThat(running.engine().readiness().ready()).isFalse();
    Bundle bundle = installed("1.0.0");
    assertThat(running.engine().readiness().ready()).isTrue();

    bundle.stop();

    assertThat(running.ask()).isEqualTo("DEFER");
    assertThat(running.engine().readiness().ready()).isFalse();
    assertThat(running.engine().readiness().reasons()).anyMatch(reason -> reason.contains(NAME));
    bundle.start();
    await().untilAsserted(() -> assertThat(running.ask()).isEqualTo("1.0.0"));
  }

  @Test
  void whenTheFrameworkStopsNoMailPassesWithoutThePlugin() throws Exception {
    installed("1.0.0");
    HookTransaction open = running.beginNow();

    running.stopFramework();

    assertThat(RunningFramework.sender(open)).isEqualTo("DEFER");
    assertThat(running.ask()).isEqualTo("DEFER");
  }
}
