package org.karamail.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyDigestTest {

  private static final String ALPHABET = "a \t\r\n";

  @ParameterizedTest
  @CsvSource({
    // RFC 6376 section 3.4.5, and section 3.4.3's and 3.4.4's words about bodies that are empty
    "' C \r\nD \t E\r\n\r\n\r\n', ' C\r\nD E\r\n', ' C \r\nD \t E\r\n'",
    "'', '', '\r\n'",
    "'\r\n\r\n', '', '\r\n'",
    "' \t', '', ' \t\r\n'",
    "'no end', 'no end\r\n', 'no end\r\n'",
    "'a\r\n \r\n', 'a\r\n', 'a\r\n \r\n'",
    "'a \r', 'a \r\r\n', 'a \r\r\n'",
    "'a\nb\r\n', 'a\nb\r\n', 'a\nb\r\n'"
  })
  void whatDoesNotCountIsLeftOut(String body, String relaxed, String simple) {
    assertThat(hash(body, Canonicalization.RELAXED)).isEqualTo(sha256(relaxed));
    assertThat(hash(body, Canonicalization.SIMPLE)).isEqualTo(sha256(simple));
  }

  @Test
  void aBodyHasOneHashHoweverItIsCutIntoChunks() {
    Random random = new Random(6376);
    for (int round = 0; round < 2_000; round++) {
      String body = anyBody(random, random.nextInt(40));
      String relaxed = body.replaceAll("[ \t]+", " ").replaceAll(" (?=\r\n|\\z)", "").replaceAll("(\r\n)+\\z", "");
      String simple = body.replaceAll("(\r\n)+\\z", "");

      assertThat(inPieces(body, Canonicalization.RELAXED, random))
          .describedAs(body)
          .isEqualTo(sha256(relaxed.isEmpty() ? "" : relaxed + "\r\n"));
      assertThat(inPieces(body, Canonicalization.SIMPLE, random)).describedAs(body).isEqualTo(sha256(simple + "\r\n"));
    }
  }

  @Test
  void aLimitCountsOctetsOfTheCanonicalForm() {
    BodyDigest digest = new BodyDigest(Canonicalization.RELAXED, 4);
    byte[] body = "a  b\r\nmore\r\n\r\n".getBytes(ISO_8859_1);
    digest.update(body, body.length);

    assertThat(digest.digest()).isEqualTo(sha256("a b\r"));
    assertThat(digest.length()).isEqualTo("a b\r\nmore\r\n".length());
  }

  private static String anyBody(Random random, int length) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < length; i++) {
      String next = String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      body.append(next.equals("\r") || next.equals("\n") ? "\r\n" : next);
    }
    return body.toString();
  }

  private static byte[] hash(String body, Canonicalization form) {
    BodyDigest digest = new BodyDigest(form, BodyDigest.WHOLE);
    digest.update(body.getBytes(ISO_8859_1), body.length());
    return digest.digest();
  }

  private static byte[] inPieces(String body, Canonicalization form, Random random) {
    BodyDigest digest = new BodyDigest(form, BodyDigest.WHOLE);
    for (int at = 0; at < body.length(); ) {
      int end = Math.min(body.length(), at + 1 + random.nextInt(4));
      digest.update(body.substring(at, end).getBytes(ISO_8859_1), end - at);
      at = end;
    }
    return digest.digest();
  }

  private static byte[] sha256(String text) {
    return Algorithm.sha256().digest(text.getBytes(ISO_8859_1));
  }
}
