package org.karamail.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Public keys as {@code p=} holds them: an RSA key in its SubjectPublicKeyInfo, an Ed25519 key as its bare 32 octets (RFC 8463
 * section 4).
 */
final class PublicKeys {

  private static final int ED25519_SIZE = 32;
  private static final byte[] ED25519_INFO = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] RSA_INFO_ALGORITHM = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  private PublicKeys() {}

  /** Reads a key; empty when there is none in these octets. */
  static Optional<PublicKey> read(Algorithm algorithm, byte[] octets) {
    return switch (algorithm) {
      case RSA_SHA256 -> spki(algorithm, octets).or(() -> spki(algorithm, wrapped(octets)));
      case ED25519_SHA256 ->
          octets.length == ED25519_SIZE ? spki(algorithm, Octets.joined(ED25519_INFO, octets)) : Optional.empty();
    };
  }

  /** The octets of a key. */
  static byte[] write(Algorithm algorithm, PublicKey key) {
    byte[] info = key.getEncoded();
    return algorithm == Algorithm.RSA_SHA256 ? info : Arrays.copyOfRange(info, info.length - ED25519_SIZE, info.length);
  }

  /** How many bits an RSA key has; 0 for another. */
  static int rsaBits(PublicKey key) {
    return key instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength() : 0;
  }

  /** The public half of a private key. */
  static PublicKey of(PrivateKey key) throws GeneralSecurityException {
    if (key instanceof RSAPrivateCrtKey rsa) {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
    }
    if (key instanceof EdECPrivateKey ed && ed.getBytes().isPresent()) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Drawn(ed.getBytes().get()));
      return generator.generateKeyPair().getPublic();
    }
    throw new GeneralSecurityException("a key without its public half: " + key.getAlgorithm());
  }

  private static Optional<PublicKey> spki(Algorithm algorithm, byte[] info) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm.family()).generatePublic(new X509EncodedKeySpec(info)));
    } catch (GeneralSecurityException noKey) {
      return Optional.empty();
    }
  }

  /** RFC 6376 asks for a bare RSAPublicKey, everybody publishes it in its SubjectPublicKeyInfo; both are read. */
  private static byte[] wrapped(byte[] rsaPublicKey) {
    return Der.sequence(Octets.joined(RSA_INFO_ALGORITHM, Der.bits(rsaPublicKey)));
  }

  /**
   * "Random" octets that are those of a private key: generating a key pair from them is how the JDK computes the public half of
   * an Ed25519 key, for which it has no method.
   */
  private static final class Drawn extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final byte[] seed;

    private Drawn(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(seed, 0, target, 0, target.length);
    }
  }
}
