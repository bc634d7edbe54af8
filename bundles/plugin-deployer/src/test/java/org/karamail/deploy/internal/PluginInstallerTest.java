package org.karamail.deploy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.deploy.Deployment;
import org.karamail.deploy.Deployment.State;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookTransaction;
import org.osgi.framework.Bundle;

/** Plugins come, are replaced and go. */
class PluginInstallerTest extends DeployFolder {

  @Test
  void aJarThatUsesTheHookApiIsAPluginAndAnyOtherIsLeftToFileInstall() throws IOException {
    assertThat(installer.canHandle(v("1.0.0").at(file("gate.jar")))).isTrue();
    assertThat(installer.canHandle(v("1.0.0").with("Import-Package", "org.osgi.framework").at(file("lib.jar")))).isFalse();
    assertThat(installer.canHandle(Files.writeString(file("half.jar"), "PK").toFile())).isFalse();
    assertThat(installer.canHandle(file("nothing.cfg").toFile())).isFalse();
  }

  @Test
  void aPluginWorksAfterItsFileCameAndIsGoneAfterItWent() throws IOException {
    File jar = v("1.0.0").at(file("gate.jar"));
    installer.install(jar);
    awaitVersion("1.0.0");
    assertThat(deployment("gate.jar")).isEqualTo(new Deployment("gate.jar", NAME, "1.0.0", State.ACTIVE, ""));
    Files.delete(jar.toPath());
    installer.uninstall(jar);
    await().until(() -> plugins().isEmpty());
    assertThat(installer.deployments()).isEmpty();
  }

  @Test
  void aTransactionEndsWithTheVersionWithWhichItBeganAndTheNextOneHasTheNewVersion() throws Exception {
    deploy(v("1.0.0"));
    awaitVersion("1.0.0");
    try (HookTransaction before = begin()) {
      deploy(v("2.0.0"));
      awaitVersion("2.0.0");
      assertThat(rcpt(before)).isEqualTo("1.0.0");
      try (HookTransaction after = begin()) {
        assertThat(rcpt(after)).isEqualTo("2.0.0");
      }
      assertThat(plugins()).as("the old version stays as long as it is used").hasSize(2);
      assertThat(rcpt(before)).isEqualTo("1.0.0");
    }
    await().until(() -> plugins().size() == 1);
    assertThat(plugins().get(0).getVersion()).hasToString("2.0.0");
  }

  @Test
  void aNewBuildUnderTheSameVersionReplacesTheOldOne() throws Exception {
    deploy(v("1.0.0"));
    awaitVersion("1.0.0");
    long first = plugins().get(0).getBundleId();
    deploy(v("1.0.0").with("Build", "2"));
    await().until(() -> plugins().size() == 1 && plugins().get(0).getBundleId() != first);
    awaitActive("gate.jar");
    assertThat(asked()).isEqualTo("1.0.0");
  }

  @ParameterizedTest
  @CsvSource({"2.0.0, one", "0.9.0, many"})
  void aPluginThatCannotLiveTwiceAndAnOlderVersionReplaceInPlace(String version, String instances) throws Exception {
    deploy(v("1.0.0"));
    awaitVersion("1.0.0");
    deploy(v(version).with("Karamail-Plugin-Instances", instances));
    awaitVersion(version);
    await().until(() -> plugins().size() == 1);
    assertThat(asked()).isEqualTo(version);
  }

  @Test
  void anotherFileNameForTheNextVersionLeavesNoGap() throws Exception {
    installer.install(v("1.0.0").at(file("gate-1.jar")));
    awaitVersion("1.0.0");
    File next = v("2.0.0").at(file("gate-2.jar"));
    Files.delete(file("gate-1.jar"));
    installer.uninstall(file("gate-1.jar").toFile()); // File Install removes first, and installs a poll later
    assertThat(asked()).isEqualTo("1.0.0");
    installer.install(next);
    awaitVersion("2.0.0");
    await().until(() -> plugins().size() == 1);
  }

  @Test
  void componentsThatTheNextVersionNoLongerHasAreNotAskedByNewTransactions() throws Exception {
    deploy(v("1.0.0").that("both"));
    await().until(() -> engine.hooks(HookPoints.ON_DATA).size() == 1);
    deploy(v("2.0.0"));
    awaitVersion("2.0.0");
    try (HookTransaction now = begin()) {
      assertThat(now.has(HookPoints.ON_DATA)).isFalse();
      assertThat(rcpt(now)).isEqualTo("2.0.0");
    }
  }

  @Test
  void whatLostItsFileWhileNobodyLookedIsSentAway() throws Exception {
    deploy(v("1.0.0"));
    awaitVersion("1.0.0");
    installer.stop();
    Files.delete(file("gate.jar"));
    installer = new PluginInstaller(framework.getBundleContext(), Map.of(), engine, host.trials(), bundle -> Optional.empty());
    await().until(() -> plugins().isEmpty());
  }

  @Test
  void aRestartOfTheDeployerLeavesAPluginAlone() throws Exception {
    deploy(v("1.0.0"));
    awaitVersion("1.0.0");
    long id = plugins().get(0).getBundleId();
    installer.stop();
    installer = new PluginInstaller(framework.getBundleContext(), Map.of(), engine, host.trials(), bundle -> Optional.empty());
    installer.install(file("gate.jar").toFile());
    awaitActive("gate.jar");
    assertThat(plugins()).extracting(Bundle::getBundleId).containsExactly(id);
  }

  /** Twenty transactions at any time, a new version whenever the last one works: none sees two, none goes unfiltered. */
  @Test
  void underTrafficEveryTransactionIsFilteredByOneVersion() throws Exception {
    deploy(v("1.0.0").that("both"));
    await().until(() -> engine.hooks(HookPoints.ON_DATA).size() == 1);
    AtomicBoolean go = new AtomicBoolean(true);
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    ExecutorService sessions = Executors.newFixedThreadPool(20);
    Callable<Integer> session = () -> {
      int done = 0;
      for (; go.get(); done++) {
        try (HookTransaction transaction = begin()) {
          String rcpt = rcpt(transaction);
          String data = data(transaction);
          if (!rcpt.equals(data) || !rcpt.matches("\\d+\\.0\\.0")) {
            wrong.add(rcpt + " and " + data);
          }
        }
      }
      return done;
    };
    List<Future<Integer>> busy = Stream.generate(() -> session).limit(20).map(sessions::submit).toList();
    for (int version = 2; version <= 30; version++) {
      deploy(v(version + ".0.0").that("both"));
      awaitVersion(version + ".0.0");
    }
    go.set(false);
    for (Future<Integer> one : busy) {
      assertThat(one.get(10, TimeUnit.SECONDS)).isPositive();
    }
    sessions.shutdownNow();
    assertThat(wrong).isEmpty();
    await().until(() -> plugins().size() == 1);
  }
}
