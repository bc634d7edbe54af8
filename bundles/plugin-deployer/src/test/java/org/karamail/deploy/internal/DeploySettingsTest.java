package org.karamail.deploy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;

class DeploySettingsTest {

  private static final Path SHIPPED = Path.of("../../karaf-assembly/src/main/resources/etc/karamail.deploy.cfg");
  private static final Pattern COMMENTED_KEY = Pattern.compile("^#(\\w+) = ?(.*)$", Pattern.MULTILINE);

  @Test
  void theShippedFileNamesEveryKeyWithItsDefault() throws IOException, NoSuchMethodException {
    Map<String, String> shipped = new HashMap<>();
    Matcher keys = COMMENTED_KEY.matcher(Files.readString(SHIPPED));
    while (keys.find()) {
      shipped.put(keys.group(1), keys.group(2));
    }

    assertThat(read(shipped)).isEqualTo(read(Map.of()));
    assertThat(shipped.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DeploySettings.class.getRecordComponents()).map(RecordComponent::getName).toList());
    for (Map.Entry<String, String> line : shipped.entrySet()) {
      assertThat(DeployConfiguration.class.getDeclaredMethod(line.getKey()).getDefaultValue())
          .isEqualTo(line.getValue());
    }
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
