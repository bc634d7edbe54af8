package org.karamail.shell.internal.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows under a heading, in columns that fit the screen: the widest column that may shrink does so first. */
final class Table {

  private static final int WIDE_SCREEN = 100;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(Column... columns) {
    this.columns = List.of(columns);
  }

  /**
   * A column.
   *
   * @param title stands above it
   * @param right whether it is aligned to the right, as numbers are
   * @param least how far it may shrink; {@code Integer.MAX_VALUE} for never
   */
  record Column(String title, boolean right, int least) {

    static Column fixed(String title) {
      return new Column(title, false, Integer.MAX_VALUE);
    }

    static Column number(String title) {
      return new Column(title, true, Integer.MAX_VALUE);
    }

    static Column shrinking(String title, int least) {
      return new Column(title, false, least);
    }
  }

  void add(String... cells) {
    rows.add(Arrays.stream(cells).map(Printable::of).toList());
  }

  List<String> lines(Screen screen) {
    int gap = screen.width() < WIDE_SCREEN ? 1 : 2;
    int[] widths = widths(screen.width() - gap * (columns.size() - 1));
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::title).toList(), widths, gap));
    rows.forEach(row -> lines.add(line(row, widths, gap)));
    return lines;
  }

  private int[] widths(int room) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int widest = rows.stream().mapToInt(row -> Columns.of(row.get(column))).max().orElse(0);
      widths[i] = Math.max(widest, columns.get(i).title().length());
    }
    while (Arrays.stream(widths).sum() > room) {
      int widest = widestThatShrinks(widths);
      if (widest < 0) {
        return widths;
      }
      widths[widest]--;
    }
    return widths;
  }

  private int widestThatShrinks(int[] widths) {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > columns.get(i).least() && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }

  private String line(List<String> cells, int[] widths, int gap) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = Columns.cut(cells.get(i), widths[i]);
      line.append(columns.get(i).right() ? Columns.right(cell, widths[i]) : Columns.left(cell, widths[i]));
      line.append(" ".repeat(gap));
    }
    return line.toString().stripTrailing();
  }
}
