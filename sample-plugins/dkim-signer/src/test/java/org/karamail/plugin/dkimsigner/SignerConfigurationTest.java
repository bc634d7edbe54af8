package org.karamail.plugin.dkimsigner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;
import org.karamail.testkit.ShippedConfiguration;

class SignerConfigurationTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keys | example.org",
        "keys | example.org:",
        "keys | example.org:../s1",
        "keys | [192.0.2.1]:s1",
        "keys | example.org:missing",
        "canonicalization | relaxed",
        "canonicalization | relaxed/Simple",
        "canonicalization | relaxed/simple/simple",
        "expiry | 5m",
        "expiry | 91d",
        "oversigned | From To",
        "signed | X:",
        "sevenBit | perhaps"
      })
  void aBadValueIsNamedWithItsKeyAndWhatWouldBeAccepted(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.dkimsigner: " + key + " = '")
        .hasMessageContaining("accepted: ");
  }

  @Test
  void fromIsSignedWhateverTheListSays() {
    assertThat(read(Map.of("oversigned", "Subject")).oversigned()).containsExactly("From", "Subject");
  }

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofPlugin(SignerSettings.PID)
        .documents(SignerConfiguration.class, settings -> SignerSettings.read(settings, folder));
  }

  private SignerSettings read(Map<String, ?> properties) {
    return SignerSettings.read(Settings.of("karamail.dkimsigner", properties, new EnvironmentOverrides(Map.of())), folder);
  }
}
