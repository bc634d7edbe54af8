package org.karamail.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.model.MailDomain;

/** Private keys in PEM (RFC 7468), without a passphrase. */
final class PrivateKeys {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  private PrivateKeys() {}

  static SigningKey read(String text, MailDomain domain, String selector) throws GeneralSecurityException {
    Matcher pem = PEM.matcher(text);
    if (!pem.find()) {
      throw new GeneralSecurityException("it has no '-----BEGIN PRIVATE KEY-----' and its end");
    }
    byte[] octets =
        Octets.decoded(pem.group(2).replaceAll("\\s", ""))
            .orElseThrow(() -> new GeneralSecurityException("what stands between begin and end is no base64"));
    return key(pem.group(1).startsWith("RSA") ? pkcs8(octets) : octets, domain, selector);
  }

  private static SigningKey key(byte[] pkcs8, MailDomain domain, String selector) throws GeneralSecurityException {
    for (Algorithm algorithm : Algorithm.values()) {
      Optional<PrivateKey> key = read(algorithm, pkcs8);
      if (key.isPresent()) {
        return SigningKey.of(domain, selector, algorithm, key.get());
      }
    }
    throw new GeneralSecurityException("its key is of another kind");
  }

  private static Optional<PrivateKey> read(Algorithm algorithm, byte[] pkcs8) throws GeneralSecurityException {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm.family()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (InvalidKeySpecException anotherKind) {
      return Optional.empty();
    }
  }

  /** A bare RSAPrivateKey (PKCS #1) in its PrivateKeyInfo. */
  private static byte[] pkcs8(byte[] pkcs1) {
    return Der.sequence(Octets.joined(Octets.joined(Der.zero(), RSA), Der.octets(pkcs1)));
  }
}
