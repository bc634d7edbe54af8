package org.karamail.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.outbound.internal.wire.Patience;
import org.karamail.routing.TlsPolicy;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;
import org.karamail.testkit.ShippedConfiguration;

class OutboundSettingsTest {

  @Test
  void withoutAFileThereAreTenConnectionsToAHostAndTheTimeOutsOfRfc5321() {
    OutboundSettings settings = read(Map.of());

    assertThat(settings.keeping())
        .isEqualTo(
            new OutboundSettings.Keeping(
                10, Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(5), 100));
    assertThat(settings.patience())
        .isEqualTo(
            new Patience(
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(3),
                Duration.ofMinutes(10),
                Duration.ofSeconds(5)));
    assertThat(settings.tls()).isEqualTo(TlsPolicy.OPPORTUNISTIC);
    assertThat(settings.mechanisms()).isEqualTo(List.of("CRAM-MD5", "PLAIN", "LOGIN"));
  }

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofServer("karamail.outbound")
        .documents(OutboundConfiguration.class, settings -> comparable(OutboundSettings.read(settings)));
  }

  @ParameterizedTest
  @CsvSource({
    "maxConnectionsPerHost, 0",
    "maxMessagesPerConnection, none",
    "connectTimeout, 30",
    "finalReplyTimeout, 2h",
    "sourceAddress, host.example",
    "tls, maybe",
    "tlsMinVersion, 9",
    "tlsCipherSuites, TLS_WITH_ROT13",
    "authMechanisms, NTLM",
  })
  void aBadValueIsRefusedByPidKeyAndValue(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContainingAll("karamail.outbound", key, value, "accepted");
  }

  /** All but the TLS client, which is made anew each time. */
  private static List<Object> comparable(OutboundSettings settings) {
    return List.of(
        settings.heloName(),
        settings.source(),
        settings.patience(),
        settings.keeping(),
        settings.tls(),
        settings.mechanisms());
  }

  private static OutboundSettings read(Map<String, String> properties) {
    return OutboundSettings.read(Settings.of("karamail.outbound", properties, new EnvironmentOverrides(Map.of())));
  }
}
