package org.karamail.message.sevenbit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;

class SevenBitFormTest {

  private static final String TEXT = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n";
  private static final String LATIN = "gr\u00fc\u00dfe an alle hier, und noch mehr text ohne umlaute\r\n";

  @Test
  void whatHasSevenBitsAlreadyStaysTheSameMessage() throws IOException {
    Message plain = message(TEXT, "hello\r\n");

    assertThat(SevenBitForm.of(plain)).containsSame(plain);
  }

  @Test
  void mostlyAsciiBecomesQuotedPrintableAndTheRestOfTheHeaderStays() throws IOException {
    String header = "Received: from a\r\n" + TEXT + "Content-Transfer-Encoding: 8bit\r\nSubject: hello\r\n";

    assertThat(recoded(header, LATIN))
        .isEqualTo(
            "Received: from a\r\n"
                + TEXT
                + "Subject: hello\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                + "gr=FC=DFe an alle hier, und noch mehr text ohne umlaute\r\n");
  }

  @Test
  void mostlyBeyondAsciiBecomesBase64() throws IOException {
    assertThat(recoded(TEXT, "\u00fc\u00dfe\r\n"))
        .isEqualTo(TEXT + "Content-Transfer-Encoding: base64\r\n\r\n/N9lDQo=");
  }

  @Test
  void whatNobodyHasDescribedIsTextOfAnUnknownCharacterSet() throws IOException {
    assertThat(recoded("Subject: old\r\n", LATIN))
        .startsWith(
            "Subject: old\r\nContent-Transfer-Encoding: quoted-printable\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=unknown-8bit\r\n\r\ngr=FC");
  }

  @Test
  void onlyThePartsThatNeedItAreTouched() throws IOException {
    String untouched = "preamble\r\n--b 1 \r\nX-Odd :  value\r\n\r\nseven bits \r\n\r\n--b 1\r\nContent-Transfer-Encoding: BASE64\r\n\r\nAAAA\r\n";

    assertThat(recoded(multipart("mixed", "b 1", "8bit"), untouched + "--b 1\r\n\r\n" + LATIN + "--b 1--\r\nepilogue"))
        .isEqualTo(
            multipart("mixed", "b 1", "").replaceAll("\r\n$", "\r\nContent-Transfer-Encoding: 7bit\r\n\r\n")
                + untouched
                + "--b 1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                + "gr=FC=DFe an alle hier, und noch mehr text ohne umlaute\r\n--b 1--\r\nepilogue");
  }

  @Test
  void everyPartOfANestedMessageDecodesToTheOctetsItHad() throws IOException {
    Message nested = message(Nested.HEADER, Nested.body());
    Message recoded = SevenBitForm.of(nested).orElseThrow();

    assertThat(octets(recoded)).matches(SevenBitFormTest::isAscii, "is ASCII");
    assertThat(Nested.contents(octets(recoded))).isEqualTo(Nested.contents(octets(nested))).hasSizeGreaterThan(6);
    assertThat(recoded.size()).isEqualTo(octets(recoded).length);
  }

  @Test
  void anyOctetsInLinesOfAnyLengthDecodeToWhatTheyWere() throws IOException {
    for (int seed = 0; seed < 200; seed++) {
      Message random = message(multipart("mixed", "x", ""), Nested.random(new Random(seed)));
      Message recoded = SevenBitForm.of(random).orElseThrow();

      assertThat(octets(recoded)).as("seed " + seed).matches(SevenBitFormTest::isAscii, "is ASCII");
      assertThat(Nested.contents(octets(recoded))).as("seed " + seed).isEqualTo(Nested.contents(octets(random)));
    }
  }

  @Test
  void theFormIsMadeAsItIsReadAndNeverWholeInMemory() throws IOException {
    long size = 32L * 1024 * 1024;
    LongBody original = new LongBody(size);
    Message form = SevenBitForm.of(new Message(HeaderBlock.of((TEXT + "\r\n").getBytes(ISO_8859_1)), original)).orElseThrow();

    try (InputStream in = form.body().open()) {
      assertThat(in.readNBytes(1_000)).hasSize(1_000);
      assertThat(original.read()).isBetween(1L, 64L * 1024);
      assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(form.body().size() - 1_000);
    }
    assertThat(original.read()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(strings = {"signed", "encrypted"})
  void aSignedOrEncryptedPartIsNeverTouched(String subtype) throws IOException {
    String inner = multipart(subtype, "s", "") + "\r\n--s\r\nContent-Type: text/plain\r\n\r\n";
    String end = "\r\n--s\r\n\r\nsignature\r\n--s--\r\n--b--\r\n";
    String other = "--b\r\n\r\n" + LATIN + "--b\r\n";

    assertThat(of(multipart("mixed", "b", ""), other + inner + LATIN + end)).isEmpty();
    assertThat(recoded(multipart("mixed", "b", ""), other + inner + "seven bits" + end))
        .contains("gr=FC")
        .endsWith(inner + "seven bits" + end);
  }

  @Test
  void whatADkimSignatureCoversIsNeverTouched() throws IOException {
    String signed = "DKIM-Signature: v=1; a=rsa-sha256\r\n" + TEXT;

    assertThat(of(signed, LATIN)).isEmpty();
    assertThat(of(signed, "seven bits\r\n")).isPresent();
  }

  @Test
  void thereIsNoSevenBitFormOfWhatIsBoundToSevenBitsAlready() throws IOException {
    assertThat(of("Subject: \u00fc\r\n" + TEXT, "hello\r\n")).isEmpty();
    assertThat(of(TEXT + "Content-Transfer-Encoding: quoted-printable\r\n", LATIN)).isEmpty();
    assertThat(of("Content-Type: message/delivery-status\r\n", LATIN)).isEmpty();
    assertThat(of(multipart("mixed", "b", ""), "\u00fc\r\n--b\r\n\r\nhello\r\n--b--\r\n")).isEmpty();
    assertThat(of(multipart("mixed", "b", ""), "--b\r\nX-Name: \u00fc\r\n\r\nhello\r\n--b--\r\n")).isEmpty();
  }

  @Test
  void whatIsNestedTooDeepOrHasTooManyPartsIsNotLookedAt() throws IOException {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      deep.append("--").append(i).append("\r\n").append(multipart("mixed", String.valueOf(i + 1), "")).append("\r\n");
    }
    assertThat(of(multipart("mixed", "0", ""), deep + LATIN)).isEmpty();
    assertThat(of(multipart("mixed", "b", ""), "--b\r\n\r\n".repeat(10_100) + LATIN)).isEmpty();
    assertThat(of(multipart("mixed", "b", ""), "--b\r\n" + "X: y\r\n".repeat(60_000) + "\r\n" + LATIN)).isEmpty();
  }

  private static String multipart(String subtype, String boundary, String encoding) {
    return (encoding.isEmpty() ? "" : "Content-Transfer-Encoding: " + encoding + "\r\n")
        + "Mime-Version: 1.0\r\nContent-Type: Multipart/" + subtype + ";\r\n boundary=\"" + boundary + "\"\r\n";
  }

  private static String recoded(String header, String body) throws IOException {
    return new String(octets(of(header, body).orElseThrow()), ISO_8859_1);
  }

  private static Optional<Message> of(String header, String body) throws IOException {
    return SevenBitForm.of(message(header, body));
  }

  private static Message message(String header, String body) {
    return new Message(HeaderBlock.of((header + "\r\n").getBytes(ISO_8859_1)), Body.of(body.getBytes(ISO_8859_1)));
  }

  private static byte[] octets(Message message) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    message.writeTo(all);
    return all.toByteArray();
  }

  private static boolean isAscii(byte[] octets) {
    return Octets.beyondAscii(octets, 0, octets.length) == 0;
  }
}
