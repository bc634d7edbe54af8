package org.karamail.dkim;

import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A public key as its domain publishes it, at {@code selector._domainkey.domain} (RFC 6376 section 3.6.1).
 *
 * @param algorithm what it is for
 * @param key empty when it was revoked ({@code p=})
 * @param flags {@code t=}: {@code y} while the domain tries DKIM out, {@code s} when subdomains are not meant
 */
public record KeyRecord(Algorithm algorithm, Optional<PublicKey> key, List<String> flags) {

  private static final int SMALLEST_RSA = 1024;

  public KeyRecord {
    flags = List.copyOf(flags);
  }

  /** Where the record of a selector is. */
  public static String name(String selector, String domain) {
    return selector + "._domainkey." + domain;
  }

  /**
   * Reads a record.
   *
   * @return empty when it is no key for mail, or none that we know how to use
   */
  public static Optional<KeyRecord> parse(String text) {
    return TagList.parse(text).filter(KeyRecord::isForMail).flatMap(KeyRecord::read);
  }

  /** Whether signatures with it count: RSA keys under 1024 bits never do (RFC 8301 section 3.2). */
  public boolean isStrong() {
    return algorithm != Algorithm.RSA_SHA256 || key.map(PublicKeys::rsaBits).orElse(0) >= SMALLEST_RSA;
  }

  /** Whether the domain only tries it out: mail is to be treated as if it were not signed. */
  public boolean isTest() {
    return flags.contains("y");
  }

  /** Whether an identity of this domain may use it: {@code i=} may name a subdomain unless {@code t=s} says no. */
  public boolean allows(String identityDomain, String domain) {
    return identityDomain.equalsIgnoreCase(domain) || !flags.contains("s");
  }

  /** The record to publish for a key. */
  static String text(Algorithm algorithm, PublicKey key) {
    return "v=DKIM1; k="
        + algorithm.keyType()
        + "; p="
        + Base64.getEncoder().encodeToString(PublicKeys.write(algorithm, key));
  }

  private static boolean isForMail(TagList tags) {
    boolean version = tags.get("v").map(v -> v.equals("DKIM1") && tags.tags().keySet().iterator().next().equals("v")).orElse(true);
    boolean hash = tags.get("h").isEmpty() || tags.parts("h").contains("sha256");
    boolean service =
        tags.get("s").isEmpty() || tags.parts("s").contains("*") || tags.parts("s").contains("email");
    return version && hash && service;
  }

  private static Optional<KeyRecord> read(TagList tags) {
    Optional<Algorithm> algorithm = Algorithm.ofKeyType(tags.get("k").orElse("rsa"));
    Optional<String> text = tags.dense("p");
    if (algorithm.isEmpty() || text.isEmpty()) {
      return Optional.empty();
    }
    Optional<PublicKey> key = Octets.decoded(text.get()).flatMap(octets -> PublicKeys.read(algorithm.get(), octets));
    return text.get().isEmpty() || key.isPresent()
        ? Optional.of(new KeyRecord(algorithm.get(), key, tags.parts("t")))
        : Optional.empty();
  }
}
