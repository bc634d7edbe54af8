package org.karamail.plugin.mailauth.dmarc;

import java.util.List;
import java.util.stream.Stream;
import org.karamail.hook.CheckResult;
import org.karamail.hook.CheckResult.Dkim;
import org.karamail.hook.CheckResult.DkimSignature;
import org.karamail.hook.CheckResult.Spf;
import org.karamail.hook.CheckResult.Value;

/**
 * The domains that SPF and DKIM speak for (RFC 9989 section 4.4).
 *
 * @param all those for which they say pass, or may say so another time
 * @param isOpen whether it is not even known for which domains
 */
public record Identifiers(List<Identifier> all, boolean isOpen) {

  /** More signatures than these are not looked at. */
  private static final int MOST_SIGNATURES = 20;

  /** Who speaks. */
  public enum Mechanism {
    SPF,
    DKIM
  }

  /**
   * One domain.
   *
   * @param domain in A-labels
   * @param passed whether it is vouched for; else the check was a temperror
   */
  public record Identifier(Mechanism mechanism, String domain, boolean passed) {}

  public Identifiers {
    all = List.copyOf(all);
  }

  /** Those among what checks have found. */
  public static Identifiers in(List<CheckResult> checks) {
    Stream<Identifier> spf =
        of(checks, Spf.class).flatMap(one -> identifier(Mechanism.SPF, one.value(), AsciiName.of(one.domain()).stream()));
    Stream<Identifier> dkim =
        of(checks, Dkim.class).flatMap(one -> one.signatures().stream()).limit(MOST_SIGNATURES).flatMap(Identifiers::signed);
    boolean open = of(checks, Dkim.class).anyMatch(one -> one.value() == Value.TEMPERROR && one.signatures().isEmpty());
    return new Identifiers(Stream.concat(spf, dkim).distinct().toList(), open);
  }

  private static Stream<Identifier> signed(DkimSignature signature) {
    return identifier(Mechanism.DKIM, signature.value(), AsciiName.of(signature.domain()).stream());
  }

  private static Stream<Identifier> identifier(Mechanism mechanism, Value value, Stream<String> domain) {
    boolean counts = value == Value.PASS || value == Value.TEMPERROR;
    return domain.filter(name -> counts).map(name -> new Identifier(mechanism, name, value == Value.PASS));
  }

  private static <T> Stream<T> of(List<CheckResult> checks, Class<T> type) {
    return checks.stream().filter(type::isInstance).map(type::cast);
  }
}
