package org.karamail.plugin.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Stands for whom or what something is known of, in 16 octets, however long the words are: half of a SHA-256. */
public record Fingerprint(long high, long low) {

  private static final int TEXT = 32;

  /** Of these words, whatever the case of their letters. */
  public static Fingerprint of(String... words) {
    try {
      byte[] text = String.join("\n", words).toLowerCase(Locale.ROOT).getBytes(UTF_8);
      ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
      return new Fingerprint(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** Reads what {@link #toString} wrote. */
  static Optional<Fingerprint> parse(String text) {
    if (text.length() != TEXT || !text.chars().allMatch(HexFormat::isHexDigit)) {
      return Optional.empty();
    }
    int half = TEXT / 2;
    return Optional.of(
        new Fingerprint(HexFormat.fromHexDigitsToLong(text, 0, half), HexFormat.fromHexDigitsToLong(text, half, TEXT)));
  }

  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
