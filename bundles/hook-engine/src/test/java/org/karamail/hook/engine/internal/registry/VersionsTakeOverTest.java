package org.karamail.hook.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.karamail.hook.HookMode;
import org.karamail.hook.engine.HookTransaction;
import org.osgi.framework.Bundle;

/** A version of a plugin takes the place of another, or fails to. */
class VersionsTakeOverTest extends PluginsInAFramework {

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
}
