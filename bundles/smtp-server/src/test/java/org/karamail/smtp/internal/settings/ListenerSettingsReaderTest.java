package org.karamail.smtp.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.Instance;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;

class ListenerSettingsReaderTest {

  private static final Instance PRODUCTION = new Instance(Path.of("."), "mx.here.example", false, true);
  private static final Instance DEVELOPMENT = new Instance(Path.of("."), "mx.here.example", true, true);
  private static final Instance OPEN = new Instance(Path.of("."), "mx.here.example", false, false);

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "port, abc, 'a whole number from 0 to 65535'",
    "port, 65536, 'a whole number from 0 to 65535'",
    "address, mail.example.org, 'an IP address of this host'",
    "trustedNetworks, '10.0.0.0/8, lan', 'networks such as'",
    "maxMessageSize, 3GB, 'from 1KB to 2GB'",
    "maxMessageSize, fifty, 'a size such as'",
    "maxLineLength, 100, 'from 1000 to 16MB'",
    "maxRecipients, 0, 'a whole number from 1'",
    "maxConnections, -1, 'a whole number from 1'",
    "maxErrors, many, 'a whole number from 1'",
    "commandTimeout, 5, 'a duration such as'",
    "dataTimeout, 2h, 'from 50ms to 1h'",
    "minDataRate, -5, 'a size such as'",
    "authenticationRequired, yes, 'true or false'",
    "hostname, 'two words', 'a host name'",
    "greeting, Hello, 'the word ESMTP'",
    "ioThreads, 0, 'from 1 to 64'"
  })
  void aBadValueIsRefusedByPidKeyValueAndWhatWouldBeAccepted(String key, String value, String accepted) {
    assertThatThrownBy(() -> read(PRODUCTION, key, value))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("karamail.smtp~mx: " + key + " = '")
        .hasMessageContaining("accepted: ")
        .hasMessageContaining(accepted);
  }

  @Test
  void theInstancesWithoutAuthenticationListenOnLoopbackOnly() {
    for (Instance instance : new Instance[] {DEVELOPMENT, OPEN}) {
      assertThatThrownBy(() -> read(instance, "address", "0.0.0.0"))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("karamail.smtp~mx: address = '0.0.0.0'")
          .hasMessageContaining("a loopback address while --dev or --no-auth-required is in force");
      assertThat(read(instance, "address", "::1").endpoint().address().isLoopbackAddress()).isTrue();
    }
    assertThat(read(PRODUCTION, "address", "*").endpoint().address().isAnyLocalAddress()).isTrue();
  }

  @Test
  void developmentTrustsLoopbackAndTriesFourPorts() {
    ListenerSettings settings = read(DEVELOPMENT);
    assertThat(settings.trusts(IpLiteral.parse("::1").orElseThrow())).isTrue();
    assertThat(settings.trusts(IpLiteral.parse("192.0.2.1").orElseThrow())).isFalse();
    assertThat(settings.endpoint().ports()).containsExactly(2525, 2526, 2527, 2528);
    assertThat(read(DEVELOPMENT, "port", "2600").endpoint().ports()).containsExactly(2600);
    assertThat(read(PRODUCTION).endpoint().ports()).containsExactly(2525);
    assertThat(read(PRODUCTION).trusts(InetAddress.getLoopbackAddress())).isFalse();
  }

  @Test
  void whereAuthenticationIsWaivedLocalClientsSubmitAsIfTheyHadAuthenticated() {
    ListenerSettings asking = read(PRODUCTION, "authenticationRequired", "true");
    assertThat(asking.authenticationRequired()).isTrue();
    assertThat(asking.trusts(InetAddress.getLoopbackAddress())).isFalse();
    ListenerSettings waived = read(OPEN, "authenticationRequired", "true");
    assertThat(waived.authenticationRequired()).isFalse();
    assertThat(waived.trusts(InetAddress.getLoopbackAddress())).isTrue();
    assertThat(read(OPEN).trusts(InetAddress.getLoopbackAddress())).isFalse();
  }

  @Test
  void theEnvironmentWinsOverTheFile() {
    Settings settings =
        Settings.of(
            "karamail.smtp",
            Map.of("service.pid", "karamail.smtp~mx", "port", "1", "address", "10.0.0.1"),
            new EnvironmentOverrides(Map.of("KARAMAIL_SMTP_PORT", "2626", "KARAMAIL_BIND", "127.0.0.2")));
    ListenerSettings.Endpoint endpoint = ListenerSettingsReader.read(settings, PRODUCTION).endpoint();
    assertThat(endpoint.ports()).containsExactly(2626);
    assertThat(endpoint.address().getHostAddress()).isEqualTo("127.0.0.2");
  }

  private static ListenerSettings read(Instance instance, String... keyAndValue) {
    Map<String, String> keys = new HashMap<>();
    keys.put("service.pid", "karamail.smtp~mx");
    for (int i = 0; i < keyAndValue.length; i += 2) {
      keys.put(keyAndValue[i], keyAndValue[i + 1]);
    }
    return ListenerSettingsReader.read(
        Settings.of("karamail.smtp", keys, new EnvironmentOverrides(Map.of())), instance);
  }
}
