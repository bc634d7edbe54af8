package org.karamail.deploy.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;
import org.karamail.testkit.ShippedConfiguration;

class DeploySettingsTest {

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofServer(DeploySettings.PID).documents(DeployConfiguration.class, DeploySettings::read);
  }

  @ParameterizedTest
  @CsvSource({"startWithin, 1ms", "proveWithin, soon", "retireAfter, -1s", "retireAfter, 25h"})
  void aBadValueIsRefusedByPidKeyAndValue(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContainingAll("karamail.deploy", key, "'" + value + "'", "accepted");
  }

  private static DeploySettings read(Map<String, String> properties) {
    return DeploySettings.read(Settings.of(DeploySettings.PID, properties, new EnvironmentOverrides(Map.of())));
  }
}
