package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;
import org.karamail.testkit.ShippedConfiguration;

class DeliverySettingsTest {

  @Test
  void withoutAFileFiftyAreDeliveredAtOnce() {
    assertThat(read(Map.of()))
        .isEqualTo(new DeliverySettings(50, 500, 10, 50, 3, 100, Duration.ofMinutes(5), false));
  }

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofServer("karamail.delivery").documents(DeliveryConfiguration.class, DeliverySettings::read);
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
}
