package org.karamail.plugin.mailauth.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.karamail.plugin.mailauth.dmarc.DmarcAnswer.Published;
import org.karamail.plugin.mailauth.dmarc.DmarcRecord;

/**
 * One message in the journal: the policy that applied, and what became of the message. Equal ones are counted in a report.
 *
 * @param policy the policy domain and what it published, in the order of {@link #policyOf}
 * @param row in the order of {@link Row}
 */
record Observed(List<String> policy, List<String> row) {

  static final int DOMAIN = 0;
  static final int REPORTS = 1;

  /** Between the type of a reason and what is said about it. */
  static final String COMMENT = ": ";

  private static final String BETWEEN = "\t";
  private static final int LONGEST = 300;

  /** The columns of a row. */
  enum Row {
    SOURCE,
    DISPOSITION,
    DKIM_ALIGNED,
    SPF_ALIGNED,
    REASON,
    HEADER_FROM,
    ENVELOPE_FROM,
    SPF,
    SIGNATURES
  }

  /** The columns of a policy behind the first two. */
  enum Tag {
    P,
    SP,
    NP,
    FO,
    ADKIM,
    ASPF,
    TESTING
  }

  private static final int POLICY = 2 + Tag.values().length;
  private static final int ALL = POLICY + Row.values().length;

  Observed {
    policy = policy.stream().map(Observed::plain).toList();
    row = row.stream().map(Observed::plain).toList();
  }

  static List<String> policyOf(Published published) {
    DmarcRecord record = published.record();
    String existing = lower(record.subdomains().orElse(record.policy()));
    return List.of(
        published.domain(),
        String.join(",", record.reports()),
        lower(record.policy()),
        existing,
        record.nonexistent().map(Observed::lower).orElse(existing),
        record.failureOptions(),
        record.strictDkim() ? "s" : "r",
        record.strictSpf() ? "s" : "r",
        record.testing() ? "y" : "n");
  }

  /** Reads a line of a journal; empty for one that was not written in full. */
  static Optional<Observed> read(String line) {
    List<String> columns = List.of(line.split(BETWEEN, -1));
    return columns.size() == ALL
        ? Optional.of(new Observed(columns.subList(0, POLICY), columns.subList(POLICY, ALL)))
        : Optional.empty();
  }

  String line() {
    return String.join(BETWEEN, policy) + BETWEEN + String.join(BETWEEN, row);
  }

  /** A column of the row. */
  String at(Row column) {
    return row.get(Arrays.asList(Row.values()).indexOf(column));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Foreign text keeps within its column. */
  static String plain(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST)).replaceAll("\\p{Cntrl}", "?");
  }
}
