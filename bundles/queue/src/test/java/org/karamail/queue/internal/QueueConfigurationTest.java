package org.karamail.queue.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.queue.QueueSettings;
import org.karamail.settings.InvalidSettingException;

class QueueConfigurationTest {

  private static final Path SHIPPED = Path.of("../../karaf-assembly/src/main/resources/etc/karamail.queue.cfg");

  @Test
  void nothingSetGivesTheScheduleOfTheDesign() {
    QueueSettings defaults = with(Map.of());

    assertThat(defaults.retry().steps())
        .containsExactly(
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4));
    assertThat(defaults.retry().jitter()).isEqualTo(0.2);
    assertThat(defaults.retry().maxAge()).isEqualTo(Duration.ofDays(5));
    assertThat(defaults.retry().maxAgeOfReports()).isEqualTo(Duration.ofDays(1));
    assertThat(defaults.diskReserve()).isEqualTo(256L * 1024 * 1024);
    assertThat(defaults.inlineBodyLimit()).isEqualTo(128 * 1024);
    assertThat(defaults.keepHistory()).isEqualTo(Duration.ofDays(7));
    assertThat(defaults.keepFailed()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultOfTheMetatype() throws IOException {
    assertThat(shipped()).isEqualTo(declared());
  }

  @Test
  void theDefaultsThatAreWrittenAreTheOnesInForce() throws IOException {
    assertThat(with(shipped())).isEqualTo(with(Map.of()));
  }

  @Test
  void theShippedFileListsThePausesOfEveryPreset() throws IOException {
    String text = Files.readString(SHIPPED);

    for (RetryPreset preset : RetryPreset.values()) {
      assertThat(text).containsPattern("(?i)#   " + preset.name() + " +" + preset.pauses() + "\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "elemta   | 10 | PT30S  | PT4H",
        "MailMind | 11 | PT0.2S | PT4H",
        "genro    | 5  | PT1M   | PT5M",
        "rfc5321  | 2  | PT30M  | PT2H"
      })
  void aScheduleCanBeNamed(String name, int count, Duration first, Duration last) {
    List<Duration> steps = with(Map.of("retry", name)).retry().steps();

    assertThat(steps).hasSize(count).startsWith(first).endsWith(last);
  }

  @Test
  void everyKeyIsRead() {
    QueueSettings set =
        with(
            Map.of(
                "retry", "100ms,7d",
                "retryJitter", "0%",
                "maxAge", "1m",
                "maxAgeOfReports", "90d",
                "diskReserve", "0",
                "inlineBodyLimit", "1MB",
                "keepHistory", "0s",
                "keepFailed", "365d"));

    assertThat(set.retry().steps()).containsExactly(Duration.ofMillis(100), Duration.ofDays(7));
    assertThat(set.retry().jitter()).isZero();
    assertThat(set.retry().maxAge()).isEqualTo(Duration.ofMinutes(1));
    assertThat(set.retry().maxAgeOfReports()).isEqualTo(Duration.ofDays(90));
    assertThat(set.diskReserve()).isZero();
    assertThat(set.inlineBodyLimit()).isEqualTo(1024 * 1024);
    assertThat(set.keepHistory()).isZero();
    assertThat(set.keepFailed()).isEqualTo(Duration.ofDays(365));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry           | elmta",
        "retry           | 30s,,1m",
        "retry           | 30s,",
        "retry           | 99ms",
        "retry           | 8d",
        "retry           | 30",
        "retryJitter     | 51%",
        "retryJitter     | -1%",
        "retryJitter     | 0.2",
        "maxAge          | 59s",
        "maxAge          | 91d",
        "maxAge          | five days",
        "maxAgeOfReports | 0s",
        "diskReserve     | -1",
        "diskReserve     | 1025GB",
        "diskReserve     | 999999999999GB",
        "inlineBodyLimit | 1025KB",
        "keepHistory     | 3651d",
        "keepFailed      | 366d"
      })
  void aBadValueIsNamedWithWhatWouldBeAcceptedAndLeavesTheLastGoodOnesInForce(String key, String value) {
    assertThatThrownBy(() -> with(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("karamail.queue: " + key + " = '" + value + "' cannot be used; accepted: ");

    QueuePolicyComponent component = new QueuePolicyComponent(Map.of("diskReserve", "1KB"));
    QueueSettings lastGood = component.settings();
    Map<String, Object> changed = new HashMap<>(Map.of("diskReserve", "2KB"));
    changed.put(key, value);
    component.modified(changed);
    assertThat(component.settings()).isSameAs(lastGood);
  }

  @Test
  void moreThanFiftyPausesAreRefused() {
    assertThatThrownBy(() -> with(Map.of("retry", "1m,".repeat(50) + "1m")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("1 to 50 durations")
        .hasMessageContaining("elemta, mailmind, genro, rfc5321");
    assertThat(with(Map.of("retry", "1m,".repeat(49) + "1m")).retry().steps()).hasSize(50);
  }

  @Test
  void aChangeAppliesToTheNextQuestion() {
    QueuePolicyComponent component = new QueuePolicyComponent(Map.of());

    component.modified(Map.of("keepFailed", "2h"));

    assertThat(component.settings().keepFailed()).isEqualTo(Duration.ofHours(2));
  }

  private static QueueSettings with(Map<String, ?> properties) {
    return new QueuePolicyComponent(Map.copyOf(properties)).settings();
  }

  private static Map<String, String> declared() {
    Function<Method, String> written = key -> String.valueOf(key.getDefaultValue());
    return Arrays.stream(QueueConfiguration.class.getDeclaredMethods())
        .collect(Collectors.toMap(Method::getName, written));
  }

  private static Map<String, String> shipped() throws IOException {
    return Files.readAllLines(SHIPPED).stream()
        .filter(line -> line.matches("#[A-Za-z]+ =.*"))
        .map(line -> line.substring(1).split(" = ", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
