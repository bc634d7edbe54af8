package org.karamail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private enum Colour {
    RED,
    DARK_BLUE
  }

  private static final EnvironmentOverrides NO_OVERRIDES = new EnvironmentOverrides(Map.of());

  @ParameterizedTest
  @ValueSource(strings = {"absent", "blank"})
  void whatIsNotSetOrBlankHasItsDefault(String key) {
    Settings settings = of(Map.of("blank", "   "));

    assertThat(settings.text(key, "fall back")).isEqualTo("fall back");
    assertThat(settings.flag(key, true)).isTrue();
    assertThat(settings.number(key, 7, 1, 9)).isEqualTo(7);
    assertThat(settings.duration(key, Duration.ofDays(1), Duration.ZERO, Duration.ofDays(2))).hasDays(1);
    assertThat(settings.size(key, 3, 0, 9)).isEqualTo(3);
    assertThat(settings.list(key, List.of("a"))).containsExactly("a");
    assertThat(settings.choice(key, Colour.RED, Colour.class)).isEqualTo(Colour.RED);
    assertThat(settings.value(key, 'x', "a letter", text -> Optional.of('y'))).isEqualTo('x');
  }

  @Test
  void valuesAreReadWithoutTheBlanksAroundThem() {
    Settings settings = of(Map.of("a", " text ", "b", " TRUE ", "c", " 5 ", "d", " 5m ", "e", " 2kb ", "f", " dark_blue "));

    assertThat(settings.text("a", "")).isEqualTo("text");
    assertThat(settings.flag("b", false)).isTrue();
    assertThat(settings.number("c", 0, 0, 9)).isEqualTo(5);
    assertThat(settings.duration("d", Duration.ZERO, Duration.ZERO, Duration.ofDays(1))).hasMinutes(5);
    assertThat(settings.size("e", 0, 0, 9_999)).isEqualTo(2_048);
    assertThat(settings.choice("f", Colour.RED, Colour.class)).isEqualTo(Colour.DARK_BLUE);
  }

  @Test
  void valuesThatAreNoTextAreTakenAsTheirText() {
    Settings settings =
        of(Map.of("port", 25, "on", false, "array", new String[] {"a", "b"}, "collection", List.of("c", "d")));

    assertThat(settings.number("port", 0, 0, 99)).isEqualTo(25);
    assertThat(settings.flag("on", true)).isFalse();
    assertThat(settings.list("array", List.of())).containsExactly("a", "b");
    assertThat(settings.list("collection", List.of())).containsExactly("c", "d");
  }

  @Test
  void aListIsSeparatedByCommasAndItsEmptyItemsAreDropped() {
    assertThat(of(Map.of("l", " a , ,b,")).list("l", List.of())).containsExactly("a", "b");
    assertThat(of(Map.of("l", ",")).list("l", List.of("x"))).isEmpty();
  }

  @Test
  void boundsAreAccepted() {
    Settings settings = of(Map.of("low", "1", "high", "9", "short", "1s", "long", "1h", "small", "1", "large", "1KB"));

    assertThat(settings.number("low", 5, 1, 9)).isEqualTo(1);
    assertThat(settings.number("high", 5, 1, 9)).isEqualTo(9);
    assertThat(settings.duration("short", Duration.ZERO, Duration.ofSeconds(1), Duration.ofHours(1))).hasSeconds(1);
    assertThat(settings.duration("long", Duration.ZERO, Duration.ofSeconds(1), Duration.ofHours(1))).hasHours(1);
    assertThat(settings.size("small", 0, 1, 1_024)).isEqualTo(1);
    assertThat(settings.size("large", 0, 1, 1_024)).isEqualTo(1_024);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1", "on", "truefalse"})
  void aFlagIsTrueOrFalse(String value) {
    assertRefused(() -> of(Map.of("k", value)).flag("k", true), value, "true or false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10", "-1", "abc", "1.5", "0x1", "99999999999999999999", "1e1", "٣"})
  void aNumberIsWholeAndWithinItsBounds(String value) {
    assertRefused(() -> of(Map.of("k", value)).number("k", 5, 1, 9), value, "a whole number from 1 to 9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "2h", "30", "-5s", "5 m", "1.5h", "5M", "s", "999999999999d", "1h30m"})
  void aDurationHasAUnitAndIsWithinItsBounds(String value) {
    assertRefused(
        () -> of(Map.of("k", value)).duration("k", Duration.ZERO, Duration.ofSeconds(1), Duration.ofHours(1)),
        value,
        "a duration such as 30s, 5m or 2h, from 1s to 1h");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1025", "2KB", "-1", "1TB", "1 KB", "big", "999999999999GB", "9999999999999"})
  void aSizeIsWithinItsBounds(String value) {
    assertRefused(
        () -> of(Map.of("k", value)).size("k", 5, 1, 1_024),
        value,
        "a size such as 64KB, 25MB or 2GB, from 1 to 1KB");
  }

  @Test
  void aChoiceIsOneOfTheNames() {
    assertRefused(() -> of(Map.of("k", "green")).choice("k", Colour.RED, Colour.class), "green", "one of red, dark_blue");
  }

  @Test
  void aParserOfOnesOwnSaysInWordsWhatItAccepts() {
    Settings settings = of(Map.of("k", "no"));

    assertRefused(() -> settings.value("k", 1, "a haiku", text -> Optional.empty()), "no", "a haiku");
    assertThat(settings.refusal("k", "no", "a haiku")).hasMessage("karamail.test: k = 'no' cannot be used; accepted: a haiku");
  }

  private static void assertRefused(ThrowingCallable reading, String value, String accepted) {
    assertThatThrownBy(reading)
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("karamail.test: k = '" + value + "' cannot be used; accepted: " + accepted);
  }

  @Test
  void keysThatNobodyReadAreNamedAndThoseOfThePlatformAreNot() {
    Settings settings =
        of(
            Map.of(
                "port", "25",
                "prot", "26",
                "a.misspelling", "",
                "component.id", 3,
                "service.pid", "karamail.test",
                "felix.fileinstall.filename", "file:x",
                "osgi.ds.x", "",
                "hook.timeout.onRcptTo", "1s",
                ".hidden", "",
                "store.target", "(a=b)"));
    int port = settings.number("port", 0, 0, 99);

    assertThat(port).isEqualTo(25);
    assertThat(settings.unknownKeys()).containsExactly("a.misspelling", "prot");
  }

  @Test
  void thePidOfAnInstanceIsTheOneThatConfigurationAdminGaveIt() {
    Settings instance = Settings.of("karamail.smtp", Map.of("service.pid", "karamail.smtp~mx"), NO_OVERRIDES);

    assertThat(instance.pid()).isEqualTo("karamail.smtp~mx");
    assertThat(instance.instanceName()).isEqualTo("mx");
    assertThat(of(Map.of()).pid()).isEqualTo("karamail.test");
    assertThat(of(Map.of()).instanceName()).isEqualTo("karamail.test");
  }

  @ParameterizedTest
  @CsvSource({
    "karamail.smtp~mx, port, 2525",
    "karamail.smtp~submission, port, 2587",
    "karamail.smtp~other, port, file",
    "karamail.smtp~mx, address, 0.0.0.0",
    "karamail.smtp~other, address, 0.0.0.0",
    "karamail.http, port, 8080",
    "karamail.http, address, 0.0.0.0",
    "karamail.http~x, port, file",
    "karamail.queue, port, file"
  })
  void theEnvironmentWinsOverTheFileWhereTheTableSaysSo(String pid, String key, String expected) {
    EnvironmentOverrides overrides =
        new EnvironmentOverrides(
            Map.of(
                "KARAMAIL_SMTP_PORT", "2525",
                "KARAMAIL_SUBMISSION_PORT", "2587",
                "KARAMAIL_HTTP_PORT", " 8080 ",
                "KARAMAIL_BIND", "0.0.0.0"));

    assertThat(Settings.of(pid, Map.of(key, "file"), overrides).text(key, "default")).isEqualTo(expected);
  }

  @Test
  void aBlankVariableDoesNotOverride() {
    EnvironmentOverrides overrides = new EnvironmentOverrides(Map.of("KARAMAIL_SMTP_PORT", " "));

    assertThat(Settings.of("karamail.smtp~mx", Map.of("port", "25"), overrides).number("port", 1, 1, 99)).isEqualTo(25);
  }

  @Test
  void aBadVariableIsRefusedLikeABadFile() {
    EnvironmentOverrides overrides = new EnvironmentOverrides(Map.of("KARAMAIL_SMTP_PORT", "smtp"));
    Settings settings = Settings.of("karamail.smtp~mx", Map.of(), overrides);

    assertThatThrownBy(() -> settings.number("port", 25, 0, 65_535))
        .hasMessage("karamail.smtp~mx: port = 'smtp' cannot be used; accepted: a whole number from 0 to 65535");
  }

  private static Settings of(Map<String, ?> properties) {
    return Settings.of("karamail.test", properties, NO_OVERRIDES);
  }
}
