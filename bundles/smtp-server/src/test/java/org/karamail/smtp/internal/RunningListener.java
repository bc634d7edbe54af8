package org.karamail.smtp.internal;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.karamail.dns.internal.DnsComponent;
import org.karamail.routing.Routing;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.Instance;
import org.karamail.settings.Settings;
import org.karamail.smtp.internal.command.Commands;
import org.karamail.smtp.internal.session.Hooks;
import org.karamail.smtp.internal.settings.ListenerSettings;
import org.karamail.smtp.internal.settings.ListenerSettingsReader;
import org.karamail.testkit.dns.ScriptedDns;
import org.karamail.testkit.engine.HandedHooks;
import org.karamail.testkit.smtp.ScriptedClient;

/** A real listener on a free port of loopback, with an intake that keeps messages and a routing that knows here.example. */
public final class RunningListener implements AutoCloseable {

  public final KeptIntake intake = new KeptIntake();
  public final HandedHooks hooks;
  public final ScriptedDns dns = ScriptedDns.start();
  public final Path data;
  public final Listener listener;
  public volatile ListenerSettings settings;

  private final DnsComponent resolver = new DnsComponent(Map.of("servers", dns.server()));
  private final Map<String, String> keys;

  private RunningListener(Map<String, String> keys, Optional<Commands> commands) {
    this(keys, commands, HandedHooks.of(), new HereRouting());
  }

  private RunningListener(
      Map<String, String> keys, Optional<Commands> commands, HandedHooks hooks, Routing routing) {
    this.hooks = hooks;
    this.keys = keys;
    try {
      data = Files.createTempDirectory("smtp");
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
    settings = settings(keys);
    listener =
        new Listener(
            () -> settings,
            commands.orElseGet(() -> Commands.all(routing, intake, resolver, System::nanoTime)),
            data,
            Hooks.of(hooks, Clock.systemUTC()),
            System::nanoTime);
    listener.open();
  }

  /** Starts one with these keys beside the defaults. */
  public static RunningListener with(String... keysAndValues) {
    return notAwaited(keysAndValues).awaited();
  }

  /** The same, but perhaps not listening yet. */
  public static RunningListener notAwaited(String... keysAndValues) {
    return new RunningListener(map(keysAndValues), Optional.empty());
  }

  /** Starts one that lacks a required plugin. */
  public static RunningListener missingPlugins() {
    HandedHooks hooks = HandedHooks.of();
    hooks.ready(false);
    return new RunningListener(map(), Optional.empty(), hooks, new HereRouting());
  }

  /** Starts one with a routing of its own. */
  public static RunningListener routedBy(Routing routing, String... keysAndValues) {
    return new RunningListener(map(keysAndValues), Optional.empty(), HandedHooks.of(), routing).awaited();
  }

  /** Starts one that understands these commands. */
  public static RunningListener understanding(Commands commands, String... keysAndValues) {
    return new RunningListener(map(keysAndValues), Optional.of(commands)).awaited();
  }

  private RunningListener awaited() {
    await().until(() -> listener.address().isPresent());
    return this;
  }

  /** Changes one key while it runs. */
  public void change(String key, String value) {
    keys.put(key, value);
    settings = settings(keys);
    listener.apply(settings);
  }

  /** Settings as an operator would have written them. */
  public static ListenerSettings settings(Map<String, String> keys) {
    Map<String, String> all = new HashMap<>(keys);
    all.putIfAbsent("port", "0");
    all.putIfAbsent("hostname", "mx.here.example");
    all.put("service.pid", "karamail.smtp~mx");
    return ListenerSettingsReader.read(
        Settings.of("karamail.smtp", all, new EnvironmentOverrides(Map.of())),
        new Instance(Path.of("."), "mx.here.example", false, true));
  }

  public static Map<String, String> map(String... keysAndValues) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  public InetSocketAddress address() {
    return listener.address().orElseThrow();
  }

  public ScriptedClient connect() {
    return ScriptedClient.connect(address());
  }

  public ScriptedClient greeted() {
    return ScriptedClient.greeted(address());
  }

  /** A client that has been asked for the message. */
  public ScriptedClient inData() {
    ScriptedClient client = greeted();
    client.send("MAIL FROM:<a@client.example>", "RCPT TO:<b@here.example>", "DATA");
    client.expect(250);
    client.expect(250);
    client.expect(354);
    return client;
  }

  @Override
  public void close() {
    listener.close();
    hooks.close();
    resolver.deactivate();
    dns.close();
  }
}
