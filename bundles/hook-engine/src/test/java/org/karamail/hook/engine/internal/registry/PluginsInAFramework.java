package org.karamail.hook.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.hook.engine.PluginStatus;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** The engine in a real framework with Declarative Services, and the plugin that tests bring to it. */
abstract class PluginsInAFramework {

  static final String NAME = "com.example.gate";

  @TempDir Path data;
  RunningFramework running;

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

  Bundle installed(String version) throws BundleException, IOException {
    Bundle bundle = running.install("one", new PluginJar(NAME, version));
    await().untilAsserted(() -> assertThat(plugin().components()).hasSize(2));
    return bundle;
  }

  PluginStatus plugin() {
    return running.engine().plugins().stream()
        .filter(one -> one.plugin().equals(NAME) && one.state().equals("ACTIVE"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not active: " + running.engine().plugins()));
  }

  List<String> problems() {
    return running.engine().plugins().stream().map(PluginStatus::problem).toList();
  }

  /** What may throw anything. */
  interface Step {
    void run() throws Exception;
  }

  static CompletableFuture<Void> inBackground(Step step) {
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
