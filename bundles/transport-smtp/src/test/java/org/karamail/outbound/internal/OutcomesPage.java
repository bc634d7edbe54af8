package org.karamail.outbound.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The first table of docs/outcomes.md. */
final class OutcomesPage {

  /** A cell of it. */
  record Cell(String stage, String fault, String outcome) {
    @Override
    public String toString() {
      return fault + " at " + stage + " comes to: " + outcome;
    }
  }

  private OutcomesPage() {}

  /** Every cell that can happen. */
  static List<Cell> cells() {
    List<List<String>> rows =
        lines().stream().dropWhile(line -> !line.startsWith("| stage |")).takeWhile(line -> line.startsWith("|")).map(OutcomesPage::split).toList();
    List<String> faults = rows.get(0);
    List<Cell> cells = new ArrayList<>();
    for (List<String> row : rows.subList(2, rows.size())) {
      for (int i = 1; i < row.size(); i++) {
        if (!row.get(i).equals("–")) {
          cells.add(new Cell(row.get(0), faults.get(i), row.get(i)));
        }
      }
    }
    return cells;
  }

  private static List<String> split(String row) {
    return Arrays.stream(row.substring(1).split("\\|")).map(String::strip).toList();
  }

  private static List<String> lines() {
    Path page = Path.of("docs", "outcomes.md");
    try {
      return Files.readAllLines(Files.exists(page) ? page : Path.of("..", "..").resolve(page));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
