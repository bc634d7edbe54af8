package org.karamail.plugin.antispam;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.hook.HookFault;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;
import org.karamail.testkit.ShippedConfiguration;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.IncomingView;

class AntispamConfigurationTest {

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofPlugin(AntispamSettings.PID).documents(AntispamConfiguration.class, AntispamSettings::read);
  }

  @ParameterizedTest
  @CsvSource({
    "scanner, razor", "servers, localhost", "markAt, six", "greylistAt, 4points", "quarantineAt, 1e3", "rejectAt, 1001",
    "obey, perhaps", "greylistDelay, 2d", "maxSize, 10 elephants", "connectTimeout, 0s", "timeout, 25"
  })
  void aValueThatCannotBeUsedIsRefusedByItsName(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.antispam: " + key + " = '" + value + "'")
        .hasMessageContaining("accepted: ");
  }

  @Test
  void aBadChangeKeepsTheLastGoodConfiguration() {
    Antispam plugin = new Antispam(Map.of("servers", "/nowhere", "maxSize", "1KB"));
    IncomingView large = IncomingView.sample().body("x".repeat(2000));

    plugin.modified(Map.of("servers", "/nowhere", "maxSize", "10KB", "obey", "sometimes"));
    HookHarness.create().ask(HookPoints.ON_ANTISPAM_SCAN, plugin, large).proceeds();

    plugin.modified(Map.of("servers", "/nowhere", "maxSize", "10KB"));
    HookHarness.create().ask(HookPoints.ON_ANTISPAM_SCAN, plugin, large).faults(HookFault.Kind.EXCEPTION);
  }

  private static AntispamSettings read(Map<String, ?> values) {
    return AntispamSettings.read(Settings.of(AntispamSettings.PID, values, new EnvironmentOverrides(Map.of())));
  }
}
