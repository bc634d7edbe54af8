package org.karamail.hook;

import java.util.List;
import java.util.Optional;
import org.karamail.model.MailDomain;

/**
 * The result of an authentication check, as Authentication-Results will carry it (RFC 8601).
 *
 * <p>A check that faults counts as {@link Value#TEMPERROR}, never as NONE.
 */
public sealed interface CheckResult {

  /** The result codes of RFC 8601 section 2.7; each check uses those its own RFC defines. */
  enum Value {
    NONE,
    PASS,
    FAIL,
    SOFTFAIL,
    NEUTRAL,
    POLICY,
    TEMPERROR,
    PERMERROR
  }

  Value value();

  /** One line for people; may be empty. */
  String detail();

  /**
   * SPF (RFC 7208).
   *
   * @param domain whose policy was asked
   */
  record Spf(Value value, MailDomain domain, String detail) implements CheckResult {}

  /**
   * DKIM (RFC 6376): one for each signature.
   *
   * @param domain the signing domain, {@code d=}
   * @param selector {@code s=}
   */
  record DkimSignature(Value value, MailDomain domain, String selector, String detail) {}

  /**
   * DKIM over all signatures.
   *
   * @param signatures in the order of the header; empty when there are none
   */
  record Dkim(Value value, List<DkimSignature> signatures, String detail) implements CheckResult {
    public Dkim {
      signatures = List.copyOf(signatures);
    }
  }

  /**
   * DMARC (RFC 9989).
   *
   * @param domain the author's domain; empty when there is no usable From
   * @param policy what that domain asks for mail that fails
   */
  record Dmarc(Value value, Optional<MailDomain> domain, Policy policy, String detail) implements CheckResult {

    /** The published policy. */
    public enum Policy {
      NONE,
      QUARANTINE,
      REJECT
    }
  }
}
