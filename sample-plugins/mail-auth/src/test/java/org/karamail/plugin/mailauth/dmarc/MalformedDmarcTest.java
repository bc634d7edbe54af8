package org.karamail.plugin.mailauth.dmarc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.message.HeaderBlock;

/** Records and authors as nobody should write them. */
class MalformedDmarcTest {

  private static final String RECORD = "v=DMARC1; p=reject; sp=quarantine; np=none; adkim=s; aspf=r; t=n; psd=u; rua=mailto:a@example.com!10m";
  private static final String FROM = "From: \"A. B\" <a.b@example.com>, (c) x@sub.example.org (d), Group: y@example.net;\r\n";
  private static final String PIECES = ";=:, \t\"<>()@.\\vp1\u0000\u00e4\ufffd\r\n";

  @Test
  void recordsBrokenAtRandomAreReadOrAreNone() {
    Random random = new Random(9989);
    for (int i = 0; i < 20_000; i++) {
      String record = broken(RECORD, random);
      assertThat(DmarcRecord.read(record).isPresent() && !DmarcRecord.isMeantBy(record)).as(record).isFalse();
    }
  }

  @Test
  void authorsBrokenAtRandomAreReadOrAreNone() {
    Random random = new Random(5322);
    for (int i = 0; i < 20_000; i++) {
      HeaderBlock headers = HeaderBlock.of((broken(FROM, random) + "\r\n\r\n").getBytes(ISO_8859_1));
      Author.domains(headers).ifPresent(domains -> assertThat(domains).isNotEmpty().hasSizeLessThanOrEqualTo(4));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: none\r\n\r\n", "From: \r\n\r\n", "From: undisclosed:;\r\n\r\n", "From: a@\r\n\r\n", "From: a@[192.0.2.1]\r\n\r\n",
        "From: a@x.example\r\nFrom: \r\n\r\n", "From: a@fa\u00c3\u009f.example\r\n\r\n",
        "From: a@a.example, a@b.example, a@c.example, a@d.example, a@e.example\r\n\r\n"
      })
  void anAuthorWhoCannotBeMadeOutIsNobody(String headers) {
    assertThat(Author.domains(HeaderBlock.of(headers.getBytes(ISO_8859_1)))).isEmpty();
  }

  private static String broken(String text, Random random) {
    StringBuilder broken = new StringBuilder(text);
    for (int edits = 1 + random.nextInt(5); edits > 0 && broken.length() > 1; edits--) {
      int at = random.nextInt(broken.length());
      char piece = PIECES.charAt(random.nextInt(PIECES.length()));
      switch (random.nextInt(4)) {
        case 0 -> broken.setCharAt(at, piece);
        case 1 -> broken.insert(at, piece);
        case 2 -> broken.delete(at, Math.min(broken.length(), at + 1 + random.nextInt(5)));
        default -> broken.setLength(Math.max(1, at));
      }
    }
    return broken.toString();
  }
}
