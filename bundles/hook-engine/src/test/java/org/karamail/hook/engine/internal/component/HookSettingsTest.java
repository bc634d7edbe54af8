package org.karamail.hook.engine.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.hook.engine.internal.run.HookSettings;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;

class HookSettingsTest {

  private static final Path SHIPPED = Path.of("../../karaf-assembly/src/main/resources/etc/karamail.hooks.cfg");
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
            Arrays.stream(HookSettings.class.getRecordComponents()).map(RecordComponent::getName).toList());
    for (Map.Entry<String, String> line : shipped.entrySet()) {
      assertThat(HooksConfiguration.class.getDeclaredMethod(line.getKey()).getDefaultValue())
          .isEqualTo(line.getValue());
    }
  }

  @Test
  void requiredPluginsAreAList() {
    assertThat(read(Map.of("required", "com.example.av, com.example.dlp")).required())
        .isEqualTo(Set.of("com.example.av", "com.example.dlp"));
  }

  @Test
  void aDrainStaysBelowTheTimeAfterWhichDeclarativeServicesGiveUp() {
    assertThat(read(Map.of("drain", "4s")).drain()).isEqualTo(Duration.ofSeconds(4));
    assertThatThrownBy(() -> read(Map.of("drain", "5s"))).isInstanceOf(InvalidSettingException.class);
  }

  @ParameterizedTest
  @CsvSource({"maxThreads, 3", "maxThreads, all", "commandBudget, 20", "swapGrace, -1s", "probeAfter, 1ms"})
  void aBadValueIsRefusedByPidKeyAndValue(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContainingAll("karamail.hooks", key, "'" + value + "'", "accepted");
  }

  private static HookSettings read(Map<String, String> properties) {
    return HookSettings.read(Settings.of(HookSettings.PID, properties, new EnvironmentOverrides(Map.of())));
  }
}
