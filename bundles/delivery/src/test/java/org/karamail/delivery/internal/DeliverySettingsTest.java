package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

class DeliverySettingsTest {

  private static final Path SHIPPED = Path.of("../../karaf-assembly/src/main/resources/etc/karamail.delivery.cfg");
  private static final Pattern COMMENTED_KEY = Pattern.compile("^#(\\w+) = (.+)$", Pattern.MULTILINE);

  @Test
  void withoutAFileFiftyAreDeliveredAtOnce() {
    assertThat(read(Map.of()))
        .isEqualTo(new DeliverySettings(50, 500, 10, 50, 3, 100, Duration.ofMinutes(5), false));
  }

  @Test
  void theShippedFileNamesEveryKeyWithItsDefault() throws IOException {
    Map<String, String> shipped = new HashMap<>();
    Matcher keys = COMMENTED_KEY.matcher(Files.readString(SHIPPED));
    while (keys.find()) {
      shipped.put(keys.group(1), keys.group(2));
    }

    assertThat(read(shipped)).isEqualTo(read(Map.of()));
    assertThat(shipped.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DeliveryConfiguration.class.getDeclaredMethods()).map(key -> key.getName()).toList());
    for (String key : shipped.keySet()) {
      assertThat(defaultInMetatype(key)).isEqualTo(shipped.get(key));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "maxConcurrentDeliveries, 0",
    "maxConcurrentDeliveries, 1001",
    "maxConcurrentDeliveries, many",
    "maxSlowDeliveries, -1",
    "maxConcurrentPerSite, 1.5",
    "maxConcurrentPerLocalDomain, 0",
    "maxRecipientsPerAttempt, 0",
    "deliveryTimeout, 300",
    "deliveryTimeout, 9s",
    "deliveryTimeout, 61m",
    "paused, yes",
  })
  void aBadValueIsRefusedByPidKeyAndValue(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContainingAll("karamail.delivery", key, "'" + value + "'", "accepted");
  }

  private static DeliverySettings read(Map<String, String> properties) {
    return DeliverySettings.read(Settings.of("karamail.delivery", properties, new EnvironmentOverrides(Map.of())));
  }

  private static Object defaultInMetatype(String key) {
    try {
      return DeliveryConfiguration.class.getDeclaredMethod(key).getDefaultValue();
    } catch (NoSuchMethodException missing) {
      throw new AssertionError("no attribute definition for " + key, missing);
    }
  }
}
