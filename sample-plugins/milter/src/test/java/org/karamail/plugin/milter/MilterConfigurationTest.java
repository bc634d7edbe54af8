package org.karamail.plugin.milter;

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

class MilterConfigurationTest {

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofPlugin(MilterSettings.PID)
        .documents(MilterConfiguration.class, settings -> MilterSettings.read(settings, "mx.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "milters, localhost", "hostname, my host", "connectTimeout, 0s", "commandTimeout, 25", "messageTimeout, 1d",
    "maxReplacedBody, 10 elephants"
  })
  void aValueThatCannotBeUsedIsRefusedByItsName(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.milter: " + key + " = '" + value + "'")
        .hasMessageContaining("accepted: ");
  }

  @Test
  void aBadChangeKeepsTheLastGoodConfiguration() {
    Milter plugin = new Milter("mx.example", Map.of());

    plugin.modified(Map.of("milters", "nowhere"));
    HookHarness.create().ask(HookPoints.ON_CONTENT_FILTER, plugin, IncomingView.sample()).proceeds();

    plugin.modified(Map.of("milters", "/nowhere"));
    HookHarness.create().ask(HookPoints.ON_CONTENT_FILTER, plugin, IncomingView.sample()).faults(HookFault.Kind.EXCEPTION);
  }

  private static MilterSettings read(Map<String, ?> values) {
    Settings settings = Settings.of(MilterSettings.PID, values, new EnvironmentOverrides(Map.of()));
    return MilterSettings.read(settings, "mx.example");
  }
}
