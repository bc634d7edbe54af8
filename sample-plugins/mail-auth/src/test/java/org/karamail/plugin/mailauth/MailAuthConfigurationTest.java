package org.karamail.plugin.mailauth;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;
import org.karamail.testkit.ShippedConfiguration;

class MailAuthConfigurationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "authservId | not a host",
        "authservId | [192.0.2.1]",
        "skipNetworks | 10.0.0.0/33",
        "skipNetworks | 10.0.0",
        "skipNetworks | none, ::1",
        "spf | perhaps",
        "spfPolicy | reject",
        "dmarcPolicy | perhaps",
        "authenticationResults | 1",
        "reports | yes",
        "reportPeriod | 1m",
        "reportFrom | us",
        "reportServer | mail.example.org:25",
        "reportServer | 127.0.0.1",
        "reportServer | 127.0.0.1/8:25",
        "reportServer | 127.0.0.1:70000"
      })
  void aBadValueIsNamedWithItsKeyAndWhatWouldBeAccepted(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.mailauth: " + key + " = '")
        .hasMessageContaining("accepted: ");
  }

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofPlugin(MailAuthSettings.PID)
        .documents(MailAuthConfiguration.class, settings -> MailAuthSettings.read(settings, "mx.example"));
  }

  private static MailAuthSettings read(Map<String, ?> properties) {
    return MailAuthSettings.read(
        Settings.of(MailAuthSettings.PID, properties, new EnvironmentOverrides(Map.of())), "mx.local.example");
  }
}
