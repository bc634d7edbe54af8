package org.karamail.hook.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.hook.Call;
import org.karamail.hook.MailFrom;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.transaction.MailFromHook;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

/** What an operator is told when plugins have taken threads for good. */
class LostThreadsTest {

  private static final int PERMITS_OF_A_PLUGIN = 16;

  @TempDir Path data;
  private final CountDownLatch release = new CountDownLatch(1);
  private RunningFramework running;

  @BeforeEach
  void start() throws BundleException {
    running = new RunningFramework(data, Map.of());
  }

  @AfterEach
  void stop() throws BundleException, InterruptedException {
    release.countDown();
    running.close();
  }

  @Test
  void sixteenAreBorneAndOneMoreAsksForARestartUntilTheyReturn() throws Exception {
    for (int i = 0; i < PERMITS_OF_A_PLUGIN; i++) {
      register(running.context(), "deaf" + i, 0);
    }
    awaitHooks(PERMITS_OF_A_PLUGIN);
    assertThat(running.ask()).isEqualTo("PROCEED");
    assertThat(running.engine().readiness().reasons()).isEmpty();

    register(another().getBundleContext(), "one more, asked first", 1);
    awaitHooks(PERMITS_OF_A_PLUGIN + 1);
    running.ask();

    assertThat(running.engine().readiness().reasons())
        .containsExactly("17 threads are lost to plugins that ignore interrupts; a restart is due");
    assertThat(running.engine().readiness().ready()).isTrue();
    release.countDown();
    await().untilAsserted(() -> assertThat(running.engine().readiness().reasons()).isEmpty());
  }

  private void awaitHooks(int count) {
    await().until(() -> running.engine().hooks(HookPoints.ON_MAIL_FROM).size() == count);
  }

  private void register(BundleContext context, String component, int ranking) {
    MailFromHook deaf = this::waits;
    context.registerService(
        MailFromHook.class,
        deaf,
        FrameworkUtil.asDictionary(
            Map.of(
                "component.name", component,
                "hook.timeout", "20ms",
                "hook.failure", "continue",
                "service.ranking", ranking)));
  }

  /** A bundle with nothing in it. */
  private Bundle another() throws BundleException, IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "com.example.another");
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    new JarOutputStream(jar, manifest).close();
    Bundle bundle = running.context().installBundle("another", new ByteArrayInputStream(jar.toByteArray()));
    bundle.start();
    return bundle;
  }

  private Verdict waits(MailFrom mail, Call call) {
    boolean released = false;
    while (!released) {
      try {
        release.await();
        released = true;
      } catch (InterruptedException deaf) {
        assertThat(deaf).isNotNull();
      }
    }
    return Verdict.proceed();
  }
}
