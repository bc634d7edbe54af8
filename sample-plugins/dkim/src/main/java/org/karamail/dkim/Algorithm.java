package org.karamail.dkim;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;

/** How a hash is signed: {@code a=}, and {@code k=} of the key's record. */
public enum Algorithm {
  /** RFC 6376 section 3.3.1. */
  RSA_SHA256("rsa-sha256", "rsa", "RSA", "SHA256withRSA"),
  /** RFC 8463: the SHA-256 is what Ed25519 signs. */
  ED25519_SHA256("ed25519-sha256", "ed25519", "Ed25519", "Ed25519");

  private final String text;
  private final String keyType;
  private final String family;
  private final String jca;

  Algorithm(String text, String keyType, String family, String jca) {
    this.text = text;
    this.keyType = keyType;
    this.family = family;
    this.jca = jca;
  }

  /** As {@code a=} writes it. */
  public String text() {
    return text;
  }

  /** As {@code k=} writes it. */
  public String keyType() {
    return keyType;
  }

  /** What the JCA calls this kind of key. */
  String family() {
    return family;
  }

  public static Optional<Algorithm> named(String text) {
    return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst();
  }

  static Optional<Algorithm> ofKeyType(String keyType) {
    return Arrays.stream(values()).filter(one -> one.keyType.equals(keyType)).findFirst();
  }

  /** Signs these octets. */
  public byte[] sign(PrivateKey key, byte[] octets) {
    try {
      Signature signature = Signature.getInstance(jca);
      signature.initSign(key);
      signature.update(message(octets));
      return signature.sign();
    } catch (GeneralSecurityException unusableKey) {
      throw new IllegalStateException(text + " cannot sign with its key", unusableKey);
    }
  }

  /** Whether these octets were signed by the owner of the key; no for a signature that is none. */
  public boolean verify(PublicKey key, byte[] octets, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(jca);
      signature.initVerify(key);
      signature.update(message(octets));
      return signature.verify(signed);
    } catch (GeneralSecurityException malformed) { // the signature, or a key that the JCA finds too weak or too strange
      return false;
    }
  }

  private byte[] message(byte[] octets) {
    return this == ED25519_SHA256 ? sha256().digest(octets) : octets;
  }

  /** A new SHA-256, which every JDK has. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
