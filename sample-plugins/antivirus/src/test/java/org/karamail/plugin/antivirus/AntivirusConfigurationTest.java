package org.karamail.plugin.antivirus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;
import org.karamail.testkit.ShippedConfiguration;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.IncomingView;

class AntivirusConfigurationTest {

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofPlugin(AntivirusSettings.PID)
        .documents(AntivirusConfiguration.class, AntivirusSettings::read);
  }

  @ParameterizedTest
  @CsvSource({
    "servers, localhost", "action, accept", "header, X Virus", "maxSize, 10 elephants", "oversized, discard",
    "connectTimeout, 0s", "timeout, 25"
  })
  void aValueThatCannotBeUsedIsRefusedByItsName(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.antivirus: " + key + " = '" + value + "'")
        .hasMessageContaining("accepted: ");
  }

  @Test
  void aBadChangeKeepsTheLastGoodConfiguration() {
    Antivirus plugin = new Antivirus(Map.of("servers", "/nowhere", "maxSize", "1KB", "oversized", "reject"));
    IncomingView large = IncomingView.sample().body("x".repeat(2000));

    plugin.modified(Map.of("servers", "/nowhere", "maxSize", "1KB", "oversized", "sometimes"));
    HookHarness.create().ask(HookPoints.ON_ANTIVIRUS_SCAN, plugin, large).rejects("5.3.4");

    plugin.modified(Map.of("servers", "/nowhere", "maxSize", "1KB", "oversized", "defer"));
    HookHarness.create().ask(HookPoints.ON_ANTIVIRUS_SCAN, plugin, large).defers("4.3.4");
  }

  private static AntivirusSettings read(Map<String, ?> values) {
    return AntivirusSettings.read(Settings.of(AntivirusSettings.PID, values, new EnvironmentOverrides(Map.of())));
  }
}
