package org.karamail.guard.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.guard.GuardStatistics;
import org.karamail.settings.InvalidSettingException;
import org.karamail.testkit.ShippedConfiguration;

class GuardConfigurationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maxKeys | 10",
        "redis | 127.0.0.1:0",
        "redis | 127.0.0.1:70000",
        "redis | redis://host:1",
        "redisPort | tcp://10.0.0.11:6379",
        "redisDatabase | -1",
        "redisTimeout | 1m"
      })
  void aBadValueIsNamedWithItsKeyAndWhatWouldBeAccepted(String key, String value) {
    Map<String, Object> properties = new HashMap<>(Map.of("redis", "127.0.0.1"));
    properties.put(key, value);

    assertThatThrownBy(() -> GuardSettings.read(Configurations.of(properties)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.guard: " + key + " = '")
        .hasMessageContaining("accepted: ");
  }

  @Test
  void aBadChangeLeavesTheLastGoodOnesInForce() {
    GuardComponent guard = new GuardComponent(Map.of());
    try {
      guard.modified(Map.of("redis", "no server"));
      assertThat(guard.statistics().sharing()).isEqualTo(GuardStatistics.Sharing.NONE);
    } finally {
      guard.deactivate();
    }
  }

  @Test
  void theEnvironmentNamesTheServerToo() {
    Map<String, String> environment =
        Map.of("REDIS_HOST", "redis.example.org", "REDIS_PORT", "6380", "REDIS_PASSWORD", "secret", "REDIS_DB", "3");

    assertThat(GuardSettings.read(Configurations.of(Map.of(), environment)).redis())
        .contains(
            new GuardSettings.Redis("redis.example.org", 6380, "secret", 3, Duration.ofMillis(250), "karamail:guard:"));
  }

  @Test
  void aPortAloneIsNoServer() {
    assertThat(GuardSettings.read(Configurations.of(Map.of(), Map.of("REDIS_PORT", "tcp://10.0.0.11:6379"))).redis()).isEmpty();
  }

  @Test
  void thePasswordIsNeverPrinted() {
    assertThat(GuardSettings.read(Configurations.of(Map.of("redis", "[::1]:7000", "redisPassword", "secret"))).toString())
        .contains("::1:7000")
        .doesNotContain("secret");
  }

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration file = ShippedConfiguration.ofServer(GuardSettings.PID);

    file.documents(GuardConfiguration.class, GuardSettings::read);
    file.given(Map.of("redis", "localhost")).documents(GuardConfiguration.class, GuardSettings::read);
  }
}
