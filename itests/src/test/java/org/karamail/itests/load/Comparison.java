package org.karamail.itests.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karamail.itests.maildir.DeliveredMessage;
import org.karamail.itests.maildir.Maildirs;

/**
 * What was acknowledged beside what lies in the mailboxes, by number, recipient and hash.
 *
 * @param acknowledged messages with a 250
 * @param expected their copies, one for each recipient
 * @param files all copies in all mailboxes
 * @param unacknowledged copies of messages whose 250 never reached the sender: allowed, once each
 * @param lost acknowledged copies that are nowhere
 * @param corrupt files that differ from what was sent
 * @param doubled copies beyond the first
 */
public record Comparison(
    int acknowledged,
    int expected,
    int files,
    int unacknowledged,
    List<String> lost,
    List<String> corrupt,
    List<String> doubled) {

  /** Compares this ledger with these mailboxes. */
  public static Comparison of(String run, List<Ledger.Entry> ledger, Maildirs maildirs) throws IOException {
    Map<String, Integer> copies = new HashMap<>();
    List<String> corrupt = new ArrayList<>();
    List<Path> files = maildirs.files();
    for (Path file : files) {
      DeliveredMessage delivered = DeliveredMessage.read(file);
      NumberedMessage message = NumberedMessage.sentBy(delivered.returnPath());
      copies.merge(key(message.number(), delivered.deliveredTo()), 1, Integer::sum);
      if (!message.run().equals(run) || !delivered.sha256().equals(message.sha256())) {
        corrupt.add(file.toString());
      }
    }
    List<String> doubled = copies.entrySet().stream().filter(e -> e.getValue() > 1).map(Map.Entry::getKey).toList();
    List<String> expected = expected(run, ledger);
    List<String> lost = expected.stream().filter(copy -> !copies.containsKey(copy)).toList();
    int unacknowledged = copies.size() - (expected.size() - lost.size());
    return new Comparison(
        ledger.size(), expected.size(), files.size(), unacknowledged, lost, corrupt, doubled);
  }

  /** Whether every acknowledged copy is there, at the price of a full comparison only once enough files are there. */
  public static boolean complete(String run, List<Ledger.Entry> ledger, Maildirs maildirs) throws IOException {
    List<String> expected = expected(run, ledger);
    List<Path> files = maildirs.files();
    return files.size() >= expected.size() && of(run, ledger, maildirs).lost().isEmpty();
  }

  /** Whether nothing was lost, changed or doubled. */
  public boolean clean() {
    return lost.isEmpty() && corrupt.isEmpty() && doubled.isEmpty();
  }

  /** One line for a report. */
  public String summary() {
    return "acknowledged %d (copies %d), in mailboxes %d, of them unacknowledged %d; lost %d, corrupt %d, doubled %d"
        .formatted(acknowledged, expected, files, unacknowledged, lost.size(), corrupt.size(), doubled.size());
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
