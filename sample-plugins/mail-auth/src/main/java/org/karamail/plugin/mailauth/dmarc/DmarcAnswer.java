package org.karamail.plugin.mailauth.dmarc;

import java.util.List;
import java.util.Optional;
import org.karamail.hook.CheckResult.Dmarc.Policy;
import org.karamail.hook.CheckResult.Value;

/**
 * What came of a check.
 *
 * @param value none, pass, fail, temperror
 * @param policy what the domain asks for mail that fails; NONE while it asks nothing
 * @param published the record that applies, where there is one
 * @param alignment which of SPF and DKIM back the author
 * @param detail one line for people, printable ASCII
 */
public record DmarcAnswer(Value value, Policy policy, Optional<Published> published, Alignment alignment, String detail) {

  private static final List<Value> GRAVITY = List.of(Value.PASS, Value.NONE, Value.TEMPERROR, Value.FAIL);

  /**
   * A record and where it is.
   *
   * @param domain whose it is
   */
  public record Published(String domain, DmarcRecord record) {}

  /** About an author whose name means nothing in the domain name system. */
  public static DmarcAnswer unusable() {
    return without(Value.NONE, "no name of the domain name system");
  }

  static DmarcAnswer without(Value value, String detail) {
    return new DmarcAnswer(value, Policy.NONE, Optional.empty(), Alignment.NONE, detail);
  }

  /** Whether this is worse than another answer about the same message: it passes only when all its authors do. */
  public boolean isGraverThan(DmarcAnswer other) {
    int difference = GRAVITY.indexOf(value) - GRAVITY.indexOf(other.value);
    return difference > 0 || (difference == 0 && policy.compareTo(other.policy) > 0);
  }
}
