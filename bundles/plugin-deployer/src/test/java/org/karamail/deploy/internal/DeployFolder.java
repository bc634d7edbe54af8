package org.karamail.deploy.internal;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
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
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A deploy folder over a real framework and the real engine; only File Install is played by the test. */
abstract class DeployFolder {

  private static final Set<HookPoint<?, ?>> POINTS = Set.of(HookPoints.ON_RCPT_TO, HookPoints.ON_DATA);
  static final String NAME = "org.example.gate";

  @TempDir Path folder;
  @TempDir Path cache;

  Framework framework;
  PluginHost host;
  HookEngine engine;
  PluginInstaller installer;

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
            context, Map.of("startWithin", "1s", "proveWithin", "1s"), engine, host.trials(), bundle -> Optional.empty());
    context.registerService(CollisionHook.class, installer, null);
  }

  @AfterEach
  void stop() throws Exception {
    installer.stop();
    host.close();
    framework.stop();
    framework.waitForStop(5000);
  }

  static PluginFile v(String version) {
    return PluginFile.of(NAME, version);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  void deploy(PluginFile plugin) throws IOException {
    installer.update(plugin.at(file("gate.jar")));
  }

  Deployment deployment(String file) {
    return installer.deployments().stream().filter(d -> d.file().equals(file)).findFirst().orElseThrow();
  }

  List<Bundle> plugins() {
    return Arrays.stream(framework.getBundleContext().getBundles())
        .filter(bundle -> bundle.getLocation().startsWith("karamail-plugin:"))
        .toList();
  }

  void awaitVersion(String version) {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                engine.hooks(HookPoints.ON_RCPT_TO).stream().map(hook -> hook.version()).toList().equals(List.of(version)));
  }

  void awaitActive(String file) {
    await().until(() -> deployment(file).state() == State.ACTIVE);
  }

  HookTransaction begin() throws Exception {
    HookSubject subject = new HookSubject("S1", Optional.of(new HookSubject.Client("mx", false)), Optional.empty(), NoteBook.NONE, () -> false);
    return engine.begin(POINTS, subject).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  String asked() throws Exception {
    try (HookTransaction transaction = begin()) {
      return rcpt(transaction);
    }
  }

  static String rcpt(HookTransaction transaction) throws Exception {
    RcptTo view = RcptToView.sample();
    return transaction.gate(HookPoints.ON_RCPT_TO, edits -> view).toCompletableFuture().get(10, TimeUnit.SECONDS).verdict().reason();
  }

  static String data(HookTransaction transaction) throws Exception {
    DataCommand view = DataView.sample();
    return transaction.gate(HookPoints.ON_DATA, edits -> view).toCompletableFuture().get(10, TimeUnit.SECONDS).verdict().reason();
  }
}
