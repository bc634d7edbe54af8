package org.karamail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LastGoodTest {

  private record Door(int width) {
    Door {
      if (width == 13) {
        throw new IllegalArgumentException("a door of 13 brings bad luck");
      }
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(LastGoodTest.class);

  @Test
  void aGoodConfigurationReplacesTheLastOne() {
    LastGood<Door> door = door("1");

    assertThat(door.offer(settings("2"))).isTrue();

    assertThat(door.get()).isEqualTo(new Door(2));
  }

  @Test
  void aValueThatCannotBeUsedLeavesTheLastGoodOneInForce() {
    LastGood<Door> door = door("1");

    assertThat(door.offer(settings("wide"))).isFalse();

    assertThat(door.get()).isEqualTo(new Door(1));
  }

  @Test
  void aRecordThatRefusesItselfLeavesTheLastGoodOneInForce() {
    LastGood<Door> door = door("1");

    assertThat(door.offer(settings("13"))).isFalse();

    assertThat(door.get()).isEqualTo(new Door(1));
  }

  @Test
  void aBadFirstConfigurationRefusesTheStart() {
    assertThatThrownBy(() -> door("wide"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.door: width = 'wide'");
    assertThatThrownBy(() -> door("13")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatBeginsWithoutAConfigurationTakesTheFirstThatCanBeUsed() {
    LastGood<Door> door = LastGood.beginningWith(new Door(0), LOG, settings -> new Door(settings.number("width", 0, 0, 99)));

    assertThat(door.offer(settings("wide"))).isFalse();
    assertThat(door.get()).isEqualTo(new Door(0));

    assertThat(door.offer(settings("3"))).isTrue();
    assertThat(door.get()).isEqualTo(new Door(3));
  }

  private static LastGood<Door> door(String width) {
    return new LastGood<>(LOG, settings(width), settings -> new Door(settings.number("width", 0, 0, 99)));
  }

  private static Settings settings(String width) {
    return Settings.of("karamail.door", Map.of("width", width, "hight", "2"), new EnvironmentOverrides(Map.of()));
  }
}
