package org.karamail.deploy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.deploy.Deployment;
import org.karamail.deploy.Deployment.State;
import org.karamail.hook.DataCommand;
import org.karamail.hook.RcptTo;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.NoteBook;
import org.karamail.hook.engine.internal.registry.PluginHost;
import org.karamail.hook.engine.internal.run.HookSettings;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.Settings;
import org.karamail.testkit.hook.DataView;
import org.karamail.testkit.hook.RcptToView;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Plugins in a real framework under the real engine; only File Install is played by the test. */
class PluginInstallerTest {

  private static final Set<HookPoint<?, ?>> POINTS = Set.of(HookPoints.ON_RCPT_TO, HookPoints.ON_DATA);
  private static final String NAME = "org.example.gate";

  @TempDir Path folder;
  @TempDir Path cache;

  private Framework framework;
  private PluginHost host;
  private HookEngine engine;
  private PluginInstaller installer;

  @BeforeEach
  void start() throws Exception {
    Map<String, String> properties = new HashMap<>();
    properties.put(Constants.FRAMEWORK_STORAGE, cache.resolve("felix").toString());
    properties.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        "org.karamail.hook,org.karamail.hook.transaction,org.karamail.model,org.karamail.message,org.slf4j");
    framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(properties);
    framework.start();
    BundleContext context = framework.getBundleContext();
    Settings hooks = Settings.of(HookSettings.PID, Map.of("swapGrace", "20s"), new EnvironmentOverrides(Map.of()));
    HookSettings settings = HookSettings.read(hooks);
    host = new PluginHost(context, cache.resolve("plugins"), () -> settings, Clock.systemUTC());
    host.open();
    engine = host.engine();
    installer =
        new PluginInstaller(
            context, Map.of("startWithin", "1s", "proveWithin", "1s"), engine, host.trials());
    context.registerService(CollisionHook.class, installer, null);
  }

  @AfterEach
  void stop() throws Exception {
    installer.stop();
    host.close();
    framework.stop();
    framework.waitForStop(5000);
  }

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
  @CsvSource({
    "throws, no licence",
    "hangs, its start has not ended after 1000 ms",
    "silent, no hook of it came within 1000 ms",
    "null, its activation failed"
  })
  void aVersionThatDoesNotWorkIsRefusedAndTheOneBeforeGoesOn(String way, String reason) throws Exception {
    deploy(v("1.0.0"));
    awaitVersion("1.0.0");
    deploy(v("2.0.0").that(way));
    await().until(() -> deployment("gate.jar").state() == State.REFUSED);
    assertThat(deployment("gate.jar").problem()).contains(reason).doesNotContain("\n");
    assertThat(asked()).isEqualTo("1.0.0");
    assertThat(engine.plugins()).singleElement().satisfies(plugin -> assertThat(plugin.problem()).isEmpty());
    deploy(v("1.5.0")); // the bad one may still be on its way out, and is nobody's predecessor
    awaitVersion("1.5.0");
    assertThat(asked()).isEqualTo("1.5.0");
  }

  @Test
  void aVersionThatDoesNotResolveIsRefusedAndSaysWhatIsMissing() throws Exception {
    deploy(v("1.0.0"));
    awaitVersion("1.0.0");
    deploy(v("2.0.0").importing("com.example.absent;version=\"[1.2,2)\""));
    await().until(() -> deployment("gate.jar").state() == State.REFUSED);
    assertThat(deployment("gate.jar").problem()).isEqualTo("nobody exports com.example.absent in a version from 1.2.0 up to, not including, 2.0.0, which it imports").doesNotContain("\n");
    assertThat(asked()).isEqualTo("1.0.0");
    await().until(() -> plugins().size() == 1);
  }

  @Test
  void aFirstVersionThatDoesNotResolveIsTriedAgainWhenWhatItMissesComes() throws Exception {
    deploy(v("1.0.0").importing("com.example.late"));
    await().until(() -> deployment("gate.jar").state() == State.WAITING);
    File library = v("1.0.0").with("Bundle-SymbolicName", "lib").with("Export-Package", "com.example.late").at(file("x.part"));
    framework.getBundleContext().installBundle(library.toURI().toString());
    awaitVersion("1.0.0");
    awaitActive("gate.jar");
  }

  @Test
  void aFirstVersionWhoseResolveIsPreventedForAWhileIsTriedAgain() throws Exception {
    AtomicBoolean prevented = new AtomicBoolean(true);
    framework.getBundleContext().registerService(ResolverHookFactory.class, triggers -> new Preventing(prevented), null);
    deploy(v("1.0.0"));
    await().until(() -> deployment("gate.jar").state() == State.WAITING);
    prevented.set(false);
    awaitVersion("1.0.0");
    awaitActive("gate.jar");
  }

  @Test
  void aPluginThatExportsPackagesIsRefused() throws Exception {
    deploy(v("1.0.0").with("Export-Package", "org.example.api;version=\"1.0\";uses:=\"a,b\",org.example.spi"));
    await().until(() -> deployment("gate.jar").state() == State.REFUSED);
    assertThat(deployment("gate.jar").problem()).contains("org.example.api, org.example.spi");
    assertThat(plugins()).isEmpty();
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
  void aBadVersionOfAPluginThatCannotLiveTwiceBringsTheGoodOneBack() throws Exception {
    deploy(v("1.0.0"));
    awaitVersion("1.0.0");
    deploy(v("2.0.0").with("Karamail-Plugin-Instances", "one").that("throws"));
    await().until(() -> deployment("gate.jar").state() == State.REFUSED);
    awaitVersion("1.0.0");
    assertThat(asked()).isEqualTo("1.0.0");
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
  void aPluginThatHangsHoldsUpNoOther() throws Exception {
    installer.install(PluginFile.of("org.example.stuck", "1.0.0").that("hangs").at(file("stuck.jar")));
    installer.install(v("1.0.0").at(file("gate.jar")));
    awaitVersion("1.0.0");
    await().until(() -> deployment("stuck.jar").state() == State.REFUSED);
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
    installer = new PluginInstaller(framework.getBundleContext(), Map.of(), engine, host.trials());
    await().until(() -> plugins().isEmpty());
  }

  @Test
  void aRestartOfTheDeployerLeavesAPluginAlone() throws Exception {
    deploy(v("1.0.0"));
    awaitVersion("1.0.0");
    long id = plugins().get(0).getBundleId();
    installer.stop();
    installer = new PluginInstaller(framework.getBundleContext(), Map.of(), engine, host.trials());
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

  private static PluginFile v(String version) {
    return PluginFile.of(NAME, version);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private void deploy(PluginFile plugin) throws IOException {
    installer.update(plugin.at(file("gate.jar")));
  }

  private Deployment deployment(String file) {
    return installer.deployments().stream().filter(d -> d.file().equals(file)).findFirst().orElseThrow();
  }

  private List<Bundle> plugins() {
    return Arrays.stream(framework.getBundleContext().getBundles())
        .filter(bundle -> bundle.getLocation().startsWith("karamail-plugin:"))
        .toList();
  }

  private void awaitVersion(String version) {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                engine.hooks(HookPoints.ON_RCPT_TO).stream().map(hook -> hook.version()).toList().equals(List.of(version)));
  }

  private void awaitActive(String file) {
    await().until(() -> deployment(file).state() == State.ACTIVE);
  }

  private HookTransaction begin() throws Exception {
    HookSubject subject = new HookSubject("S1", Optional.of("mx"), Optional.empty(), NoteBook.NONE, () -> false);
    return engine.begin(POINTS, subject).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private String asked() throws Exception {
    try (HookTransaction transaction = begin()) {
      return rcpt(transaction);
    }
  }

  private static String rcpt(HookTransaction transaction) throws Exception {
    RcptTo view = RcptToView.sample();
    return transaction.gate(HookPoints.ON_RCPT_TO, edits -> view).toCompletableFuture().get(10, TimeUnit.SECONDS).verdict().reason();
  }

  private static String data(HookTransaction transaction) throws Exception {
    DataCommand view = DataView.sample();
    return transaction.gate(HookPoints.ON_DATA, edits -> view).toCompletableFuture().get(10, TimeUnit.SECONDS).verdict().reason();
  }
}
