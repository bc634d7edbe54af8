package org.karamail.plugin.mailauth;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.karamail.dns.internal.DnsComponent;
import org.karamail.testkit.dns.ScriptedDns;
import org.karamail.testkit.hook.HookHarness;

/** The plugin over the real resolver and a scripted name server. */
final class Plugin implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  final ScriptedDns dns = ScriptedDns.start();
  final DnsComponent resolver = new DnsComponent(Map.of("servers", dns.server(), "timeout", "400ms", "tries", "1"));
  final MailAuthComponent component;
  final HookHarness harness;

  private Plugin(HookHarness harness, Path folder, Map<String, ?> properties) {
    this.harness = harness;
    this.component =
        new MailAuthComponent(resolver, "mx.local.example", folder, Clock.fixed(NOW, ZoneOffset.UTC), properties);
  }

  static Plugin with(String... pairs) {
    return new Plugin(HookHarness.create(), Path.of("target/none"), properties(pairs));
  }

  static Map<String, Object> properties(String... pairs) {
    Map<String, Object> properties = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.put(pairs[i], pairs[i + 1]);
    }
    return properties;
  }

  @Override
  public void close() {
    component.deactivate();
    resolver.deactivate();
    dns.close();
  }
}
