package org.karamail.plugin.mailauth.dmarc;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.karamail.hook.CheckResult.Dmarc.Policy;

/**
 * What a domain publishes (RFC 9989 section 4.7). What is wrong in it counts as not said.
 *
 * @param policy {@code p}
 * @param subdomains {@code sp}, where it is said
 * @param nonexistent {@code np}, where it is said
 * @param strictDkim whether a signature must be of the very domain
 * @param strictSpf whether the envelope sender must be of the very domain
 * @param suffix {@code psd}
 * @param testing whether one level less than the policy is asked for
 * @param reports where aggregate reports are wanted, {@code mailto} addresses only
 * @param failureOptions {@code fo}
 */
public record DmarcRecord(
    Policy policy,
    Optional<Policy> subdomains,
    Optional<Policy> nonexistent,
    boolean strictDkim,
    boolean strictSpf,
    Suffix suffix,
    boolean testing,
    List<String> reports,
    String failureOptions) {

  private static final String VERSION = "DMARC1";
  private static final int MOST_REPORTS = 5;

  /** Whether others register names below this one. */
  public enum Suffix {
    YES,
    NO,
    UNKNOWN
  }

  public DmarcRecord {
    reports = List.copyOf(reports);
  }

  /** Whether a text is meant to be such a record: the version comes first, to the letter. */
  static boolean isMeantBy(String text) {
    String first = text.split(";", 2)[0];
    int equals = first.indexOf('=');
    return equals > 0 && first.substring(0, equals).strip().equals("v") && first.substring(equals + 1).strip().equals(VERSION);
  }

  /**
   * Reads a record.
   *
   * @return empty when it is none, or asks for something that is no policy and has nobody to tell (section 4.10.1)
   */
  static Optional<DmarcRecord> read(String text) {
    if (!isMeantBy(text)) {
      return Optional.empty();
    }
    Map<String, String> tags = tags(text);
    List<String> reports = reports(tags.getOrDefault("rua", ""));
    boolean sound = isPolicy(tags, "p") && isPolicy(tags, "sp") && isPolicy(tags, "np");
    if (!sound && reports.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DmarcRecord(
            sound ? policy(tags, "p").orElse(Policy.NONE) : Policy.NONE,
            sound ? policy(tags, "sp") : Optional.empty(),
            sound ? policy(tags, "np") : Optional.empty(),
            tags.getOrDefault("adkim", "").equals("s"),
            tags.getOrDefault("aspf", "").equals("s"),
            suffix(tags),
            tags.getOrDefault("t", "").equals("y"),
            reports,
            failureOptions(tags.getOrDefault("fo", "0"))));
  }

  private static String failureOptions(String value) {
    return value.matches("[01ds](:[01ds]){0,3}") ? value : "0";
  }

  private static Suffix suffix(Map<String, String> tags) {
    return switch (tags.getOrDefault("psd", "")) {
      case "y" -> Suffix.YES;
      case "n" -> Suffix.NO;
      default -> Suffix.UNKNOWN;
    };
  }

  private static boolean isPolicy(Map<String, String> tags, String name) {
    return !tags.containsKey(name) || policy(tags, name).isPresent();
  }

  private static Optional<Policy> policy(Map<String, String> tags, String name) {
    return Arrays.stream(Policy.values())
        .filter(policy -> policy.name().toLowerCase(Locale.ROOT).equals(tags.getOrDefault(name, "")))
        .findFirst();
  }

  /** The first of each name; values in lower case, addresses aside. */
  private static Map<String, String> tags(String text) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String part : text.split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        String name = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        String value = part.substring(equals + 1).strip();
        tags.putIfAbsent(name, name.equals("rua") ? value : value.toLowerCase(Locale.ROOT));
      }
    }
    return tags;
  }

  /** A size behind an exclamation mark is of older times, and ignored. */
  private static List<String> reports(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .filter(uri -> uri.regionMatches(true, 0, "mailto:", 0, "mailto:".length()))
        .map(uri -> uri.substring("mailto:".length()).split("[!?]", 2)[0])
        .filter(address -> org.karamail.model.Mailbox.parse(address).isPresent())
        .limit(MOST_REPORTS)
        .toList();
  }
}
