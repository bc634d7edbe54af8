package org.karamail.hook.engine.internal.registry;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.NoteBook;
import org.karamail.hook.engine.PluginTrials;
import org.karamail.hook.engine.internal.run.HookSettings;
import org.karamail.hook.engine.internal.run.SampleViews;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.Settings;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.ConfigurationAdmin;

/** A framework with Declarative Services, and an engine that finds the plugins that tests install. */
final class RunningFramework {

  static final Set<HookPoint<?, ?>> BOTH = Set.of(HookPoints.ON_MAIL_FROM, HookPoints.ON_RCPT_TO);

  private final Framework framework;
  private final PluginHost host;
  private final Map<String, String> configuration = new HashMap<>();
  private volatile HookSettings settings;

  /**
   * Starts it.
   *
   * @param data where the framework and the engine keep what they keep
   * @param configuration of {@code karamail.hooks}
   */
  RunningFramework(Path data, Map<String, String> configuration) throws BundleException {
    this.configuration.putAll(configuration);
    this.settings = read();
    this.framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    "org.osgi.framework.storage", data.resolve("framework").toString(),
                    "org.osgi.framework.storage.clean", "onFirstInit",
                    "org.osgi.framework.system.packages.extra", exports(),
                    "felix.log.level", "0"));
    framework.start();
    for (String jar : List.of("util.function-", "util.promise-", "service.component-", "felix.configadmin-", "felix.scr-")) {
      context().installBundle(jarOf(jar).toURI().toString()).start();
    }
    this.host = new PluginHost(context(), data.resolve("plugins"), () -> settings, Clock.systemUTC());
    host.open();
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  HookEngine engine() {
    return host.engine();
  }

  /** Changes the configuration of a component of a plugin. */
  void configureComponent(String pid, Map<String, String> properties) throws IOException {
    ConfigurationAdmin admin =
        context().getService(context().getServiceReference(ConfigurationAdmin.class));
    admin.getConfiguration(pid, "?").update(FrameworkUtil.asDictionary(properties));
  }

  /** What an operator has written about a component. */
  void operatorsFile(String component, Map<String, String> properties) {
    host.override(
        component,
        PluginProperties.of(
            Settings.of("karamail.plugin~" + component, properties, new EnvironmentOverrides(Map.of()))));
  }

  void configure(String key, String value) {
    configuration.put(key, value);
    settings = read();
  }

  Bundle install(String location, PluginJar jar) throws BundleException, IOException {
    Bundle bundle = context().installBundle(location, jar.open());
    bundle.start();
    return bundle;
  }

  NeverCalled neverCalled() {
    return host.neverCalled();
  }

  PluginTrials trials() {
    return host.trials();
  }

  Bundle onTrial(String location, PluginJar jar) throws BundleException, IOException {
    Bundle bundle = context().installBundle(location, jar.open());
    trials().begin(bundle.getBundleId());
    bundle.start();
    return bundle;
  }

  CompletionStage<HookTransaction> begin() {
    return begin(false);
  }

  CompletionStage<HookTransaction> begin(boolean mayRelay) {
    return engine().begin(BOTH, subject(mayRelay));
  }

  /** A client that may relay. */
  static HookSubject ours() {
    return subject(true);
  }

  private static HookSubject subject(boolean mayRelay) {
    HookSubject.Client client = new HookSubject.Client("mx", mayRelay);
    return new HookSubject("session-1", Optional.of(client), Optional.empty(), NoteBook.NONE, () -> false);
  }

  HookTransaction beginNow() {
    return now(begin());
  }

  /** What the sender gate says: the version of its plugin; PROCEED when there is none. */
  static String sender(HookTransaction transaction) {
    return said(now(transaction.gate(HookPoints.ON_MAIL_FROM, edits -> SampleViews.of(HookPoints.ON_MAIL_FROM))));
  }

  /** What the recipient gate says. */
  static String recipient(HookTransaction transaction) {
    return said(now(transaction.gate(HookPoints.ON_RCPT_TO, edits -> SampleViews.of(HookPoints.ON_RCPT_TO))));
  }

  /** What a whole new transaction is told. */
  String ask() {
    try (HookTransaction transaction = beginNow()) {
      return sender(transaction);
    }
  }

  static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static String said(GateDecision decision) {
    return switch (decision.verdict().kind()) {
      case REJECT -> decision.verdict().reply().orElseThrow().text();
      default -> decision.verdict().kind().name();
    };
  }

  void stopFramework() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(30_000);
  }

  void close() throws BundleException, InterruptedException {
    host.close();
    stopFramework();
  }

  private HookSettings read() {
    return HookSettings.read(Settings.of(HookSettings.PID, configuration, new EnvironmentOverrides(Map.of())));
  }

  private static String exports() {
    String categories =
        String.join(
            ",",
            HookPoints.ALL.stream().map(point -> "org.karamail.hook." + point.category()).distinct().toList());
    return "org.karamail.hook;version=1.0.0,org.karamail.hook.catalogue," + categories
        + ",org.karamail.model,org.karamail.message,org.slf4j;version=1.7.36,org.osgi.service.cm;version=1.6.0";
  }

  private static File jarOf(String part) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.contains(part) && entry.endsWith(".jar"))
        .map(File::new)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("not on the class path: " + part));
  }
}
