package org.karamail.plugin.mailauth.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.karamail.hook.CheckResult;
import org.karamail.message.HeaderField;
import org.karamail.model.ReversePath;

/** The field Authentication-Results. */
public final class ResultsField {

  /** Its name. */
  public static final String NAME = "Authentication-Results";

  /** The note of a transaction in which the ARC check leaves its result for the field: {@code arc=pass}, well-formed. */
  public static final String ARC_NOTE = "arc";

  private static final int MOST_SIGNATURES = 20;
  private static final int LONGEST_COMMENT = 150;
  private static final String FOLD = "\r\n\t";

  private ResultsField() {}

  /**
   * Its value: who says so, and what was found, one result in each line. ARC-Authentication-Results has the same behind its
   * instance (RFC 8617 section 4.1.1).
   *
   * @param authservId our name
   * @param checks what was found
   * @param sender whose SPF was checked
   * @param further results that no check of the platform knows, such as {@code arc=pass}, well-formed
   */
  public static String value(String authservId, List<CheckResult> checks, ReversePath sender, List<String> further) {
    List<String> results = new ArrayList<>();
    for (CheckResult check : checks) {
      results.addAll(results(check, sender));
    }
    results.addAll(further);
    return authservId + (results.isEmpty() ? "; none" : ";" + FOLD + String.join(";" + FOLD, results));
  }

  /** Whether a field says, or may be read as saying, that we wrote it. */
  public static boolean isOurs(HeaderField field, String authservId) {
    if (!field.isNamed(NAME)) {
      return false;
    }
    String id = AuthservId.of(field.value());
    return id.isEmpty() || id.equalsIgnoreCase(authservId);
  }

  private static List<String> results(CheckResult check, ReversePath sender) {
    if (check instanceof CheckResult.Spf spf) {
      String property = sender.isNull() ? " smtp.helo=" : " smtp.mailfrom=";
      return List.of("spf=" + value(spf.value()) + comment(spf.detail()) + property + pvalue(spf.domain().text()));
    } else if (check instanceof CheckResult.Dkim dkim) {
      return dkim(dkim);
    } else if (check instanceof CheckResult.Dmarc dmarc) {
      String from = dmarc.domain().map(domain -> " header.from=" + pvalue(domain.text())).orElse("");
      String policy = " policy.dmarc=" + dmarc.policy().name().toLowerCase(Locale.ROOT);
      return List.of("dmarc=" + value(dmarc.value()) + comment(dmarc.detail()) + from + policy);
    }
    return List.of();
  }

  private static List<String> dkim(CheckResult.Dkim dkim) {
    Stream<String> each =
        dkim.signatures().stream()
            .limit(MOST_SIGNATURES)
            .map(
                one ->
                    "dkim=" + value(one.value()) + comment(one.detail()) + " header.d=" + pvalue(one.domain().text())
                        + " header.s=" + pvalue(one.selector()));
    return dkim.signatures().isEmpty() ? List.of("dkim=" + value(dkim.value()) + comment(dkim.detail())) : each.toList();
  }

  private static String value(CheckResult.Value value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Foreign text: nothing in it may end the comment. */
  private static String comment(String detail) {
    String clean = detail.replaceAll("[^\\x20-\\x7e]", "?").replaceAll("[()\\\\]", "'").strip();
    return clean.isEmpty() ? "" : FOLD + "(" + clean.substring(0, Math.min(clean.length(), LONGEST_COMMENT)) + ")";
  }

  /** As a token, or quoted where it is none (RFC 8601 section 2.2). */
  private static String pvalue(String text) {
    if (!text.isEmpty() && text.chars().allMatch(ResultsField::isOfToken)) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .map(c -> c < ' ' || c == 0x7f ? '?' : c)
        .forEach(c -> quoted.append(c == '"' || c == '\\' ? "\\" : "").appendCodePoint(c));
    return quoted.append('"').toString();
  }

  private static boolean isOfToken(int c) {
    return c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?=".indexOf(c) < 0;
  }
}
