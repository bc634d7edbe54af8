package org.karamail.hook.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.hook.engine.HookTransaction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;

/** A plugin that is replaced again and again while twenty transactions are under way at any time. */
class ReplacedUnderTrafficTest {

  private static final String NAME = "com.example.gate";
  private static final int SESSIONS = 20;

  @TempDir Path data;
  private RunningFramework running;
  private final ExecutorService sessions = Executors.newFixedThreadPool(SESSIONS);
  private final CountDownLatch enough = new CountDownLatch(1);
  private final AtomicLong transactions = new AtomicLong();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void start() throws BundleException {
    running = new RunningFramework(data, Map.of("swapGrace", "20s", "uninstallGrace", "20s"));
  }

  @AfterEach
  void stop() throws BundleException, InterruptedException {
    enough.countDown();
    sessions.shutdown();
    assertThat(sessions.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    running.close();
  }

  @Test
  void aHundredUpdatesInPlaceLeaveNothingUnfilteredAndNoTransactionSeesTwoVersions() throws Exception {
    Bundle bundle = installed(NAME);
    beginTraffic();

    for (int i = 1; i <= 100; i++) {
      bundle.update(new PluginJar(NAME, "1.0." + i).open());
    }

    awaitTraffic();
    assertThat(wrong).isEmpty();
  }

  @Test
  void twentyTimesDeletedAndAddedUnderAnotherNameLeavesNothingUnfiltered() throws Exception {
    Bundle bundle = installed(NAME);
    beginTraffic();

    for (int i = 1; i <= 20; i++) {
      bundle.uninstall();
      bundle = running.install("file-" + i, new PluginJar(NAME, "1.0." + i));
    }

    awaitTraffic();
    assertThat(wrong).isEmpty();
  }

  @Test
  void aHundredUpdatesSideBySideCutNobodyAndLetNobodyWait() throws Exception {
    Bundle current = installed(NAME);
    beginTraffic();

    for (int i = 1; i <= 100; i++) {
      Bundle next = running.install("file-" + i, new PluginJar(NAME, "1.0." + i));
      String version = "1.0." + i;
      await().pollInterval(Duration.ofMillis(2)).untilAsserted(() -> assertThat(running.ask()).isEqualTo(version));
      Bundle old = current;
      await().pollInterval(Duration.ofMillis(2)).until(() -> !running.engine().isPinned(old.getBundleId()));
      old.uninstall();
      current = next;
    }

    awaitTraffic();
    assertThat(wrong).isEmpty();
  }

  @Test
  void threePluginsThatStopTogetherDoNotLockEachOther() throws Exception {
    List<Bundle> plugins = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      plugins.add(installed(NAME + i));
    }
    beginTraffic();

    for (int round = 1; round <= 10; round++) {
      for (Bundle plugin : plugins) {
        plugin.stop(Bundle.STOP_TRANSIENT);
      }
      for (Bundle plugin : plugins) {
        plugin.start(Bundle.START_TRANSIENT);
      }
    }

    awaitTraffic();
    assertThat(wrong).isEmpty();
  }

  @Test
  void noClassLoaderOfAnOldVersionIsRetained() throws Exception {
    Bundle bundle = installed(NAME);
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      String version = "1.0." + i;
      loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
      bundle.update(new PluginJar(NAME, version).open());
      assertThat(running.ask()).isEqualTo(version);
    }

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loaders).allMatch(loader -> loader.get() == null);
            });
  }

  private Bundle installed(String name) throws Exception {
    Bundle bundle = running.install(name, new PluginJar(name, "1.0.0"));
    await().until(
        () -> running.engine().plugins().stream()
            .anyMatch(one -> one.plugin().equals(name) && one.components().size() == 2));
    return bundle;
  }

  private void beginTraffic() {
    for (int i = 0; i < SESSIONS; i++) {
      sessions.execute(this::session);
    }
    await().until(() -> transactions.get() > SESSIONS);
  }

  private void awaitTraffic() {
    long now = transactions.get();
    await().until(() -> transactions.get() > now + SESSIONS);
    enough.countDown();
  }

  private void session() {
    while (enough.getCount() > 0) {
      try {
        transaction();
        transactions.incrementAndGet();
      } catch (RuntimeException | Error failed) {
        wrong.add(failed.toString());
      }
    }
  }

  /** A few questions with pauses in between; every answer must come from one and the same version. */
  private void transaction() {
    try (HookTransaction transaction = running.beginNow()) {
      String version = RunningFramework.sender(transaction);
      check(version, version);
      for (int i = ThreadLocalRandom.current().nextInt(4); i >= 0; i--) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(1, 20)));
        check(version, RunningFramework.recipient(transaction));
      }
    }
  }

  private void check(String version, String said) {
    if (!said.startsWith("1.0.") || !said.equals(version)) {
      wrong.add(version + " and then " + said);
    }
  }
}
