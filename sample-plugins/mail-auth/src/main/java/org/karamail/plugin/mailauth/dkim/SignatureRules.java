package org.karamail.plugin.mailauth.dkim;

import java.time.Instant;
import java.util.Optional;
import org.karamail.dkim.SignedFields;

/** What is wrong with a signature before anything is hashed (RFC 6376 section 6.1.1, RFC 8301). */
public final class SignatureRules {

  /** How much the clocks of honest people differ. */
  private static final long DRIFT_SECONDS = 3_600;

  private static final int MOST_NAMES = 1_000;

  private SignatureRules() {}

  /** What DKIM's and ARC's message signatures have in common. */
  public static Optional<String> problem(SignatureTags signature, SignedFields fields, Instant now) {
    if (signature.algorithm().isEmpty()) {
      return Optional.of(
          signature.algorithmName().equals("rsa-sha1") ? "rsa-sha1 is no longer believed (RFC 8301)" : "an unknown algorithm");
    } else if (signature.domain().isEmpty() || signature.selector().isEmpty()) {
      return Optional.of("no domain or no selector that can be one");
    } else if (signature.headerForm().isEmpty() || signature.bodyForm().isEmpty()) {
      return Optional.of("an unknown canonicalization");
    } else if (!signature.isSigned() || signature.bodyHash().isEmpty()) {
      return Optional.of("no signature or no hash of the body");
    } else if (signature.names().size() > MOST_NAMES || !signature.coversFrom(fields)) {
      return Optional.of("a From field is not signed");
    }
    return time(signature, now);
  }

  /** What only a DKIM-Signature has. */
  static Optional<String> dkimProblem(SignatureTags signature, SignedFields fields, Instant now) {
    if (!signature.tags().get("v").equals(Optional.of("1"))) {
      return Optional.of("not of version 1");
    } else if (signature.tags().get("q").isPresent() && !signature.tags().parts("q").contains("dns/txt")) {
      return Optional.of("its key is not in DNS");
    } else if (!isIdentityOfDomain(signature)) {
      return Optional.of("i= is not of the domain");
    }
    return problem(signature, fields, now);
  }

  private static boolean isIdentityOfDomain(SignatureTags signature) {
    String domain = signature.domain().map(Object::toString).orElse("");
    String identity = signature.identityDomain();
    return identity.equals(domain) || identity.endsWith("." + domain);
  }

  private static Optional<String> time(SignatureTags signature, Instant now) {
    Optional<Long> made = signature.number("t");
    Optional<Long> ends = signature.number("x");
    if (made.equals(Optional.of(-1L)) || ends.equals(Optional.of(-1L)) || signature.number("l").equals(Optional.of(-1L))) {
      return Optional.of("a number that is none");
    } else if (ends.isPresent() && made.isPresent() && ends.get() <= made.get()) {
      return Optional.of("it ends before it begins");
    } else if (signature.isExpired(now)) {
      return Optional.of("it has expired");
    }
    return made.filter(seconds -> seconds > now.getEpochSecond() + DRIFT_SECONDS).map(seconds -> "it is of the future");
  }
}
