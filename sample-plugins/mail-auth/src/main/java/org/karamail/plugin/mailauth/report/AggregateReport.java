package org.karamail.plugin.mailauth.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.karamail.plugin.mailauth.report.Journal.Period;

/**
 * What a domain is told of one period: one policy, and messages by what became of them.
 *
 * @param policy in the order of {@link Observed#policyOf}
 * @param counts how many messages of each kind
 */
record AggregateReport(Period period, List<String> policy, Map<Observed, Integer> counts) {

  private static final int MOST_ROWS = 10_000;
  private static final int MOST_REPORTS = 10_000;

  /** The reports that a period's journals make. */
  static List<AggregateReport> of(Period period, List<Path> journals) throws IOException {
    Map<List<String>, Map<Observed, Integer>> reports = new LinkedHashMap<>();
    for (Path journal : journals) {
      try (Stream<String> lines = Files.lines(journal, UTF_8)) {
        lines.flatMap(line -> Observed.read(line).stream()).forEach(observed -> count(observed, reports));
      }
    }
    List<AggregateReport> made = new ArrayList<>();
    reports.forEach((policy, counts) -> made.add(new AggregateReport(period, policy, counts)));
    return made;
  }

  String domain() {
    return policy.get(Observed.DOMAIN);
  }

  /** Where it is wanted. */
  List<String> destinations() {
    return Stream.of(policy.get(Observed.REPORTS).split(",", -1)).filter(address -> !address.isEmpty()).toList();
  }

  String published(Observed.Tag tag) {
    return policy.get(2 + List.of(Observed.Tag.values()).indexOf(tag));
  }

  /** The same for the same report, however often it is made. */
  String id() {
    return UUID.nameUUIDFromBytes((period + String.join("\t", policy)).getBytes(UTF_8)).toString().replace("-", "");
  }

  /** RFC 9990 section 3.5.2. */
  String fileName(String receiver) {
    return receiver + "!" + domain() + "!" + period.begin() + "!" + (period.end() - 1) + "!" + id() + ".xml.gz";
  }

  private static void count(Observed observed, Map<List<String>, Map<Observed, Integer>> reports) {
    if (reports.size() < MOST_REPORTS || reports.containsKey(observed.policy())) {
      Map<Observed, Integer> counts = reports.computeIfAbsent(observed.policy(), policy -> new LinkedHashMap<>());
      if (counts.size() < MOST_ROWS || counts.containsKey(observed)) {
        counts.merge(observed, 1, Integer::sum);
      }
    }
  }
}
