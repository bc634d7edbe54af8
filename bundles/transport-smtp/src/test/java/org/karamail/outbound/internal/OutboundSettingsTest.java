package org.karamail.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.outbound.internal.wire.Patience;
import org.karamail.routing.TlsPolicy;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;

class OutboundSettingsTest {

  private static final Path SHIPPED = Path.of("../../karaf-assembly/src/main/resources/etc/karamail.outbound.cfg");
  private static final Pattern COMMENTED_KEY = Pattern.compile("^#(\\w+) = (.*)$", Pattern.MULTILINE);

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
  void theShippedFileNamesEveryKeyWithTheDefaultOfTheMetatype() throws IOException {
    Map<String, String> shipped = new HashMap<>();
    Matcher keys = COMMENTED_KEY.matcher(Files.readString(SHIPPED));
    while (keys.find()) {
      shipped.put(keys.group(1), keys.group(2).strip());
    }

    Map<String, Object> defined = new HashMap<>();
    Arrays.stream(OutboundConfiguration.class.getDeclaredMethods())
        .forEach(one -> defined.put(one.getName(), one.getDefaultValue()));
    assertThat(shipped).isEqualTo(defined);
    assertThat(read(shipped).patience()).isEqualTo(read(Map.of()).patience());
    assertThat(read(shipped).keeping()).isEqualTo(read(Map.of()).keeping());
  }

  @Test
  void everyKeyOfTheMetatypeIsRead() {
    Settings settings = Settings.of("karamail.outbound", named(), new EnvironmentOverrides(Map.of()));

    OutboundSettings.read(settings);

    assertThat(settings.unknownKeys()).isEmpty();
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

  private static Map<String, String> named() {
    Map<String, String> all = new HashMap<>();
    Arrays.stream(OutboundConfiguration.class.getDeclaredMethods())
        .forEach(one -> all.put(one.getName(), String.valueOf(one.getDefaultValue())));
    return all;
  }

  private static OutboundSettings read(Map<String, String> properties) {
    return OutboundSettings.read(Settings.of("karamail.outbound", properties, new EnvironmentOverrides(Map.of())));
  }
}
