package org.karamail.plugin.milter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.hook.HookFault;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.IncomingView;

class MilterConfigurationTest {

  private static final Pattern KEY = Pattern.compile("(?m)^#([A-Za-z]+) =(.*)$");

  @Test
  void everyKeyStandsInTheShippedFileWithTheDefaultThatIsUsed() throws IOException {
    Map<String, String> shipped = new TreeMap<>();
    KEY.matcher(Files.readString(Path.of("src/main/etc/karamail.milter.cfg")))
        .results()
        .forEach(key -> shipped.put(key.group(1), key.group(2).trim()));
    assertThat(shipped).isEqualTo(defaults());
    assertThat(read(shipped)).isEqualTo(read(Map.of()));
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

  private static Map<String, String> defaults() {
    return Arrays.stream(MilterConfiguration.class.getDeclaredMethods())
        .collect(Collectors.toMap(Method::getName, method -> (String) method.getDefaultValue(), (a, b) -> a, TreeMap::new));
  }
}
