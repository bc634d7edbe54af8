package org.karamail.plugin.mailauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;

class MailAuthConfigurationTest {

  private static final Path SHIPPED = Path.of("src/main/etc/karamail.mailauth.cfg");

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
  void theShippedFileListsEveryKeyWithItsDefault() throws IOException {
    String[] expected =
        Arrays.stream(MailAuthConfiguration.class.getDeclaredMethods())
            .map(key -> ("#" + key.getName() + " = " + fallback(key)).strip())
            .toArray(String[]::new);
    assertThat(Files.readAllLines(SHIPPED).stream().filter(line -> line.matches("#\\w+ =.*"))).containsExactlyInAnyOrder(expected);
  }

  @Test
  void theDefaultsOfTheFormAreThoseOfTheSettings() {
    Map<String, Object> defaults = new java.util.HashMap<>();
    for (Method key : MailAuthConfiguration.class.getDeclaredMethods()) {
      defaults.put(key.getName(), fallback(key));
    }
    assertThat(read(defaults)).isEqualTo(read(Map.of()));
  }

  private static String fallback(Method key) {
    return String.valueOf(key.getDefaultValue());
  }

  private static MailAuthSettings read(Map<String, ?> properties) {
    return MailAuthSettings.read(
        Settings.of(MailAuthSettings.PID, properties, new EnvironmentOverrides(Map.of())), "mx.local.example");
  }
}
