package org.karamail.hook.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.hook.HookMode;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.PluginStatus;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Plugins that are installed, replaced, stopped and taken away in a real framework with Declarative Services. */
class PluginsComeAndGoTest {

  private static final String NAME = "com.example.gate";

  @TempDir Path data;
  private RunningFramework running;

  @BeforeEach
  void start() throws BundleException {
    running =
        new RunningFramework(
            data, Map.of("swapGrace", "800ms", "uninstallGrace", "1200ms", "drain", "500ms", "probeAfter", "200ms"));
  }

  @AfterEach
  void stop() throws BundleException, InterruptedException {
    running.close();
  }

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
  void anUpdateInPlaceWaitsForTheTransactionThatUsesTheOldVersionAndNewOnesGetTheNewVersion() throws Exception {
    Bundle bundle = installed("1.0.0");
    HookTransaction old = running.beginNow();

    CompletableFuture<Void> update = inBackground(() -> bundle.update(new PluginJar(NAME, "2.0.0").open()));
    await().until(() -> !running.begin().toCompletableFuture().isDone());
    CompletableFuture<HookTransaction> fresh = running.begin().toCompletableFuture();

    assertThat(RunningFramework.sender(old)).isEqualTo("1.0.0");
    assertThat(RunningFramework.recipient(old)).isEqualTo("1.0.0");
    assertThat(fresh).isNotDone();
    old.close();
    update.join();
    try (HookTransaction next = RunningFramework.now(fresh)) {
      assertThat(RunningFramework.sender(next)).isEqualTo("2.0.0");
      assertThat(RunningFramework.recipient(next)).isEqualTo("2.0.0");
    }
  }

  @Test
  void aTransactionThatOutlastsTheDrainIsDeferredAndNeverCallsWhatIsDeactivated() throws Exception {
    Bundle bundle = installed("1.0.0");

    try (HookTransaction slow = running.beginNow()) {
      bundle.update(new PluginJar(NAME, "2.0.0").open());

      assertThat(RunningFramework.sender(slow)).isEqualTo("DEFER");
      assertThat(RunningFramework.recipient(slow)).isEqualTo("DEFER");
    }
    await().untilAsserted(() -> assertThat(running.ask()).isEqualTo("2.0.0"));
  }

  @Test
  void aVersionBesideTheOldOneTakesOverAtOnceAndTransactionsEndWithTheirs() throws Exception {
    Bundle first = installed("1.0.0");
    HookTransaction old = running.beginNow();

    running.install("two", new PluginJar(NAME, "2.0.0"));

    await().untilAsserted(() -> assertThat(running.ask()).isEqualTo("2.0.0"));
    assertThat(RunningFramework.sender(old)).isEqualTo("1.0.0");
    assertThat(running.engine().isPinned(first.getBundleId())).isTrue();
    old.close();
    assertThat(running.engine().isPinned(first.getBundleId())).isFalse();
    first.uninstall();
    assertThat(running.begin().toCompletableFuture()).isDone();
    assertThat(running.ask()).isEqualTo("2.0.0");
  }

  @Test
  void aVersionBesideTheOldOneThatDropsAComponentTakesOverWhenItHasShownAllItHas() throws Exception {
    installed("1.0.0");

    running.install("two", new PluginJar(NAME, "2.0.0").withOneComponent());

    await().untilAsserted(() -> assertThat(running.ask()).isEqualTo("2.0.0"));
    try (HookTransaction transaction = running.beginNow()) {
      assertThat(RunningFramework.recipient(transaction)).isEqualTo("PROCEED");
    }
  }

  @Test
  void aVersionBesideTheOldOneThatFailsNeverTakesOver() throws Exception {
    installed("1.0.0");

    running.install("two", new PluginJar(NAME, "2.0.0").property("does", "throw"));

    await().untilAsserted(() -> assertThat(problems()).anyMatch(line -> line.contains("activation failed")));
    assertThat(running.ask()).isEqualTo("1.0.0");
  }

  @Test
  void aVersionOnTrialIsNotAskedBeforeItIsPromoted() throws Exception {
    installed("1.0.0");

    Bundle next = running.onTrial("two", new PluginJar(NAME, "2.0.0"));

    await().until(() -> running.trials().look(next.getBundleId()).missing().isEmpty());
    assertThat(running.ask()).isEqualTo("1.0.0");
    running.trials().promote(next.getBundleId());
    assertThat(running.ask()).isEqualTo("2.0.0");
  }

  @Test
  void whatFailsInATrialIsToldToWhoeverTriesIt() throws Exception {
    installed("1.0.0");

    Bundle next = running.onTrial("two", new PluginJar(NAME, "2.0.0").property("does", "throw"));

    await().until(() -> running.trials().look(next.getBundleId()).problem().isPresent());
    assertThat(problems()).containsOnly("");
    next.uninstall();
    assertThat(running.ask()).isEqualTo("1.0.0");
  }

  @Test
  void whoeverTriesAVersionSeesThatAComponentIsStillBeingGot() throws Exception {
    installed("1.0.0");

    Bundle next = running.onTrial("two", new PluginJar(NAME, "2.0.0").property("does", "hang"));

    assertThat(running.trials().look(next.getBundleId()).activating()).isTrue();
    await().until(() -> running.trials().look(next.getBundleId()).problem().isPresent());
    await().until(() -> !running.trials().look(next.getBundleId()).activating());
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
  void whereAReplacementDoesNotResolveTheFailurePolicyAnswersUntilAGoodOneComes() throws Exception {
    Bundle bundle = installed("1.0.0");

    inBackground(() -> bundle.update(new PluginJar(NAME, "2.0.0").importing("com.example.missing").open()))
        .exceptionally(refused -> null)
        .join();

    assertThat(running.ask()).isEqualTo("DEFER");
    assertThat(problems()).anyMatch(line -> line.contains("com.example.missing"));
    bundle.update(new PluginJar(NAME, "3.0.0").open());
    bundle.start();
    await().untilAsserted(() -> assertThat(running.ask()).isEqualTo("3.0.0"));
  }

  @Test
  void aReplacementWhoseActivationFailsEndsTheWaitAtOnceAndIsTriedAgain() throws Exception {
    running.configure("swapGrace", "5m");
    Bundle bundle = installed("1.0.0");

    bundle.update(new PluginJar(NAME, "2.0.0").property("does", "throw").open());

    assertThat(running.ask()).isEqualTo("DEFER");
    assertThat(problems()).anyMatch(line -> line.contains("activation failed"));
    assertThat(running.engine().setMode(NAME + ".gate", HookMode.Mode.OFF)).isTrue();
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

  private Bundle installed(String version) throws BundleException, IOException {
    Bundle bundle = running.install("one", new PluginJar(NAME, version));
    await().untilAsserted(() -> assertThat(plugin().components()).hasSize(2));
    return bundle;
  }

  private PluginStatus plugin() {
    return running.engine().plugins().stream()
        .filter(one -> one.plugin().equals(NAME) && one.state().equals("ACTIVE"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not active: " + running.engine().plugins()));
  }

  private List<String> problems() {
    return running.engine().plugins().stream().map(PluginStatus::problem).toList();
  }

  /** What may throw anything. */
  private interface Step {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> inBackground(Step step) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            step.run();
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
        });
  }
}
