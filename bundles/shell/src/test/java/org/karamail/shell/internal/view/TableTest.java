package org.karamail.shell.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.karamail.shell.internal.view.Table.Column;

class TableTest {

  @Test
  void alignsItsColumns() {
    Table table = new Table(Column.fixed("ID"), Column.number("SIZE"), Column.shrinking("SENDER", 5));
    table.add("A", "1", "x@y");
    table.add("BBB", "12345", "");

    assertThat(table.lines(screen(120))).containsExactly("ID    SIZE  SENDER", "A        1  x@y", "BBB  12345");
  }

  @Test
  void shrinksTheWidestColumnFirstAndNoneBelowItsLeast() {
    Table table = new Table(Column.fixed("ID"), Column.shrinking("ONE", 5), Column.shrinking("TWO", 5));
    table.add("ABCDEF", "1234567890", "12345678901234567890");

    assertThat(table.lines(screen(26))).containsExactly("ID     ONE       TWO", "ABCDEF 1234567.. 1234567..");
    assertThat(table.lines(screen(10))).last().isEqualTo("ABCDEF 123.. 123..");
  }

  @Test
  void countsColumnsOfTheTerminalNotCharacters() {
    Table table = new Table(Column.shrinking("NAME", 6), Column.fixed("X"));
    table.add("用户用户用户", "1");
    table.add("e\u0301\u001b", "2");

    assertThat(table.lines(screen(10))).containsExactly("NAME     X", "用户用.. 1", "e\u0301\\x1B    2");
  }

  private static Screen screen(int width) {
    return new Screen(width, ZoneOffset.UTC, Instant.EPOCH);
  }
}
