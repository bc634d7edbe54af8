package org.karamail.itests.load;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was acknowledged beside what has arrived, by number, recipient and hash.
 *
 * @param acknowledged messages with a 250
 * @param expected their copies, one for each recipient
 * @param arrived all copies that have come, wherever mail ends up
 * @param unacknowledged copies of messages whose 250 never reached the sender: allowed, once each
 * @param lost acknowledged copies that are nowhere
 * @param corrupt copies that differ from what was sent
 * @param doubled copies beyond the first
 */
public record Comparison(
    int acknowledged,
    int expected,
    int arrived,
    int unacknowledged,
    List<String> lost,
    List<String> corrupt,
    List<String> doubled) {

  /** Compares this ledger with what has come. */
  public static Comparison of(String run, List<Ledger.Entry> ledger, Arrivals arrivals) throws IOException {
    Map<String, Integer> copies = new HashMap<>();
    List<String> corrupt = new ArrayList<>();
    List<Arrivals.Copy> arrived = arrivals.copies();
    for (Arrivals.Copy copy : arrived) {
      copies.merge(key(copy.message().number(), copy.recipient()), 1, Integer::sum);
      if (!copy.message().run().equals(run) || !copy.sha256().equals(copy.message().sha256())) {
        corrupt.add(copy.place());
      }
    }
    List<String> doubled = copies.entrySet().stream().filter(e -> e.getValue() > 1).map(Map.Entry::getKey).toList();
    List<String> expected = expected(run, ledger);
    List<String> lost = expected.stream().filter(copy -> !copies.containsKey(copy)).toList();
    int unacknowledged = copies.size() - (expected.size() - lost.size());
    return new Comparison(ledger.size(), expected.size(), arrived.size(), unacknowledged, lost, corrupt, doubled);
  }

  /** Whether every acknowledged copy is there, at the price of a full comparison only once enough have come. */
  public static boolean complete(String run, List<Ledger.Entry> ledger, Arrivals arrivals) throws IOException {
    return arrivals.count() >= expected(run, ledger).size() && of(run, ledger, arrivals).lost().isEmpty();
  }

  /** Whether nothing was lost, changed or doubled. */
  public boolean clean() {
    return lost.isEmpty() && corrupt.isEmpty() && doubled.isEmpty();
  }

  /** One line for a report. */
  public String summary() {
    return "acknowledged %d (copies %d), arrived %d, of them unacknowledged %d; lost %d, corrupt %d, doubled %d"
        .formatted(acknowledged, expected, arrived, unacknowledged, lost.size(), corrupt.size(), doubled.size());
  }

  /** The summary, and the first of everything that is wrong. */
  public void print(PrintStream out) {
    out.println(summary());
    lost.stream().limit(20).forEach(copy -> out.println("LOST " + copy));
    corrupt.stream().limit(20).forEach(file -> out.println("CORRUPT " + file));
    doubled.stream().limit(20).forEach(copy -> out.println("DOUBLED " + copy));
  }

  private static List<String> expected(String run, List<Ledger.Entry> ledger) {
    return ledger.stream()
        .flatMap(entry -> copies(run, entry.number()).stream())
        .toList();
  }

  private static List<String> copies(String run, int number) {
    return new NumberedMessage(run, number).recipients().stream().map(to -> key(number, to)).toList();
  }

  private static String key(int number, String recipient) {
    return number + " for " + recipient.replaceAll("[<>]", "");
  }
}
