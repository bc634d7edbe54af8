package org.karamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.dns.internal.DnsComponent;
import org.karamail.smtp.internal.HereRouting;
import org.karamail.smtp.internal.KeptIntake;
import org.karamail.testkit.engine.HandedHooks;
import org.karamail.testkit.smtp.ScriptedClient;
import org.osgi.framework.BundleContext;

class SmtpListenerTest {

  @TempDir Path data;
  private final Map<String, String> keys =
      new HashMap<>(Map.of("service.pid", "karamail.smtp~test", "port", "0", "hostname", "here.example"));
  private final DnsComponent resolver = new DnsComponent(Map.of("servers", "127.0.0.1:9"));
  private SmtpListener component;

  @AfterEach
  void deactivate() {
    component.deactivate();
  }

  @Test
  void anInstanceOfTheFactoryListens() {
    activate();
    try (ScriptedClient client = ScriptedClient.greeted(address())) {
      client.command("QUIT", 221);
    }
  }

  @Test
  void aBadChangeKeepsTheLastGoodConfiguration() {
    activate();
    InetSocketAddress before = address();
    keys.put("maxRecipients", "none");
    keys.put("maxErrors", "1");
    component.modified(keys);
    try (ScriptedClient client = ScriptedClient.greeted(before)) {
      client.command("FOO", 500);
      client.command("FOO", 500);
      client.command("QUIT", 221);
    }
  }

  @Test
  void aGoodChangeAppliesWithoutRestart() {
    activate();
    keys.put("maxErrors", "1");
    component.modified(keys);
    try (ScriptedClient client = ScriptedClient.greeted(address())) {
      client.command("FOO", 500);
      client.command("FOO", 421);
    }
  }

  @Test
  void afterABadFirstConfigurationTheListenerOpensWithTheFirstGoodOne() throws IOException {
    keys.put("port", "smtp");
    activate();
    assertThat(data.resolve("run")).doesNotExist();
    keys.put("port", "0");
    component.modified(keys);
    try (ScriptedClient client = ScriptedClient.greeted(address())) {
      client.command("QUIT", 221);
    }
  }

  private void activate() {
    component = new SmtpListener(context(), keys, new HereRouting(), new KeptIntake(), resolver, HandedHooks.of());
  }

  private InetSocketAddress address() {
    Path file = data.resolve("run/smtp-test.port");
    await().until(() -> Files.exists(file));
    try {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(Files.readString(file).trim()));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            BundleContext.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> "karamail.data".equals(arguments[0]) ? data.toString() : null);
  }
}
