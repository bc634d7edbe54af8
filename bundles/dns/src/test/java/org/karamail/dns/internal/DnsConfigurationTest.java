package org.karamail.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;
import org.karamail.testkit.ShippedConfiguration;

class DnsConfigurationTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "servers | dns.example.org",
        "servers | localhost.example",
        "servers | 192.0.2.1:0",
        "servers | 192.0.2.1:70000",
        "servers | 300.1.1.1",
        "timeout | 2h",
        "tries | 0",
        "cacheSize | many",
        "maxTtl | 2d",
        "prewarm | not a domain"
      })
  void aBadValueIsNamedWithItsKeyAndWhatWouldBeAccepted(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.dns: " + key + " = '")
        .hasMessageContaining("accepted: ");
  }

  @Test
  void aBadChangeLeavesTheLastGoodOnesInForce() {
    DnsComponent resolver = new DnsComponent(Map.of("servers", "127.0.0.1:5353"));
    try {
      resolver.modified(Map.of("servers", "nowhere"));
      assertThat(resolver.servers()).containsExactly("127.0.0.1:5353");
    } finally {
      resolver.deactivate();
    }
  }

  @Test
  void serversAreAddressesOfEitherFamilyWithOrWithoutAPort() {
    assertThat(read(Map.of("servers", "192.0.2.53, 192.0.2.53:5353, 2001:db8::53, [2001:db8::53]:5353, [::1], localhost:53535")).servers())
        .extracting(ServerAddress::text)
        .containsExactly(
            "192.0.2.53:53",
            "192.0.2.53:5353",
            "[2001:db8:0:0:0:0:0:53]:53",
            "[2001:db8:0:0:0:0:0:53]:5353",
            "[0:0:0:0:0:0:0:1]:53",
            "127.0.0.1:53535");
  }

  @Test
  void theServersOfTheSystemAreReadAgainNowAndThen() throws IOException {
    long[] now = {0};
    Path file = Files.writeString(folder.resolve("resolv.conf"), "search here\n nameserver 192.0.2.1 \nnameserver fe80::1%eth0\n");
    NameServers servers = new NameServers(List.of(), file, () -> now[0]);
    assertThat(servers.forTry(0)).isEqualTo(ServerAddress.parse("192.0.2.1").orElseThrow());

    Files.writeString(file, "nameserver 192.0.2.2\n");
    assertThat(servers.forTry(0)).isEqualTo(ServerAddress.parse("192.0.2.1").orElseThrow());
    now[0] += 11_000_000_000L;

    assertThat(servers.forTry(0)).isEqualTo(ServerAddress.parse("192.0.2.2").orElseThrow());
  }

  @Test
  void withoutAnyServerOfTheSystemThisHostIsAsked() {
    NameServers servers = new NameServers(List.of(), folder.resolve("none"), System::nanoTime);

    assertThat(servers.all()).extracting(ServerAddress::text).containsExactly("127.0.0.1:53");
  }

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofServer("karamail.dns").documents(DnsConfiguration.class, DnsSettings::read);
  }

  private static DnsSettings read(Map<String, ?> properties) {
    return DnsSettings.read(Settings.of("karamail.dns", properties, new EnvironmentOverrides(Map.of())));
  }
}
