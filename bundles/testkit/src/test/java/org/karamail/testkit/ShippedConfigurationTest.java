package org.karamail.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.settings.Settings;

class ShippedConfigurationTest {

  @interface Declared {
    String name() default "";

    String most() default "50";
  }

  @TempDir Path folder;

  @Test
  void everyKeyCommentedOutWithItsDefaultIsWhatIsWanted() {
    assertThatCode(() -> file("# How it is called.", "#name =", "", "#most = 50").documents(Declared.class, ShippedConfigurationTest::read))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#name =",
        "#name =\n#most = 51",
        "#name =\n#most = 50\n#least = 1",
        "#name =\n#most = 50\n#most = 50",
        "#name =\nmost = 50",
        "#name =\n#most = 50\nmost = 60",
        "#name =\n#most = 50\nwhatever"
      })
  void aFileThatSaysOtherwiseIsRefused(String text) {
    assertThatThrownBy(() -> file(text).documents(Declared.class, ShippedConfigurationTest::read)).isInstanceOf(AssertionError.class);
  }

  @Test
  void anExampleMayStandForADefaultThatDependsOnTheHost() {
    ShippedConfiguration file = file("#name = mx.example.org", "#most = 50");

    assertThatCode(() -> file.showing(Map.of("name", "mx.example.org")).documents(Declared.class, ShippedConfigurationTest::read))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> file.showing(Map.of("name", "another")).documents(Declared.class, ShippedConfigurationTest::read))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void whatIsSwitchedOnMustBeSet() {
    ShippedConfiguration file = file("#name =", "most = 60");

    assertThatCode(() -> file.switchingOn(Map.of("most", "60")).documents(Declared.class, ShippedConfigurationTest::read))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> file.switchingOn(Map.of("most", "70")).documents(Declared.class, ShippedConfigurationTest::read))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aReaderWithAnotherDefaultIsRefused() {
    assertThatThrownBy(() -> file("#name =", "#most = 50").documents(Declared.class, settings -> settings.number("most", 20, 1, 100)))
        .hasMessageContaining("the declared defaults");
  }

  @Test
  void aKeyThatIsNeverReadIsRefused() {
    assertThatThrownBy(() -> file("#name =", "#most = 50").documents(Declared.class, settings -> settings.text("name", "")))
        .hasMessageContaining("never read")
        .hasMessageContaining("most");
  }

  private static List<Object> read(Settings settings) {
    return List.of(settings.text("name", "this host"), settings.number("most", 50, 1, 100));
  }

  private ShippedConfiguration file(String... lines) {
    try {
      Files.write(folder.resolve("karamail.sample.cfg"), List.of(lines));
    } catch (IOException full) {
      throw new AssertionError(full);
    }
    return ShippedConfiguration.in(folder, "karamail.sample");
  }
}
