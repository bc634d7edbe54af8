package org.karamail.dkim;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.karamail.model.MailDomain;

/**
 * A private key and the name under which its public half is published.
 *
 * @param domain {@code d=}, in A-labels
 * @param selector {@code s=}
 */
public record SigningKey(MailDomain domain, String selector, Algorithm algorithm, PrivateKey key, PublicKey publicKey) {

  /** Where the record with the public half belongs, {@code s2026._domainkey.example.org}. */
  public String recordName() {
    return KeyRecord.name(selector, domain.text());
  }

  /** The record with the public half, as one text. */
  public String record() {
    return KeyRecord.text(algorithm, publicKey);
  }

  /** Whether the public half is strong enough to be believed (RFC 8301 section 3.2). */
  public boolean isStrong() {
    return algorithm != Algorithm.RSA_SHA256 || PublicKeys.rsaBits(publicKey) >= 1024;
  }

  static SigningKey of(MailDomain domain, String selector, Algorithm algorithm, PrivateKey key)
      throws GeneralSecurityException {
    return new SigningKey(domain, selector, algorithm, key, PublicKeys.of(key));
  }

  /** Names the key; never tells it. */
  @Override
  public String toString() {
    return domain.text() + ":" + selector + " (" + algorithm.text() + ")";
  }
}
