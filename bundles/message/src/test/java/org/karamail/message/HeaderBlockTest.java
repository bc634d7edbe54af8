package org.karamail.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderBlockTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        "Subject: x\r\n\r\n",
        "Subject: no empty line\r\n",
        "Subject: no line end",
        "Folded: a\r\n b\r\n\tc\r\n \r\nNext: d\r\n\r\n",
        "no colon here\r\nSubject: x\r\n\r\n",
        " begins with a fold\r\nSubject: x\r\n\r\n",
        "From alice Mon Jan  1 00:00:00 2026\r\nSubject: x\r\n\r\n",
        "Spaced : out\r\n:no name\r\n: \r\n::\r\n\r\n",
        "Eight: gr\u00fc\u00dfe \u0000\u0001\u00ff\r\nN\u00e4me: x\r\n\r\n",
        "Bare: a\nb\rc\r\n\r\nX: \r\r\n\r\n",
        "\r", "\n", "\r\r\n", ":", "a:", "a:\r", "a:\n", "a:\r\n"
      })
  void theOctetsLeaveAsTheyCame(String text) throws IOException {
    HeaderBlock block = block(text);
    ByteArrayOutputStream written = new ByteArrayOutputStream();

    block.writeTo(written);

    assertThat(written.toByteArray()).isEqualTo(octets(text)).isEqualTo(block.toBytes());
    assertThat(block.size()).isEqualTo(text.length());
    assertThat(block.fields()).allSatisfy(field -> assertThat(text).contains(field.raw()));
  }

  @Test
  void fieldsAreReadWithTheirFoldsAndLinesThatAreNoneAreLeftOut() {
    HeaderBlock block =
        block(
            String.join(
                "\r\n",
                "First: 1",
                "no field",
                " folded onto no field: x",
                "Second : a",
                " b",
                "\tc",
                "bad name: x",
                "N\u00e4me: x",
                ": x",
                "Third:",
                "",
                "Body: y",
                ""));

    assertThat(block.fields()).extracting(HeaderField::name).containsExactly("First", "Second", "Third", "Body");
    assertThat(block.fields()).extracting(HeaderField::value).containsExactly("1", "a b\tc", "", "y");
  }

  @Test
  void fieldsAreFoundInAnyCaseAndTheTopmostFirst() {
    HeaderBlock block = block("received: new\r\nSubject: x\r\nRECEIVED : old\r\nReceived-By: z\r\n\r\n");

    assertThat(block.first("Received").map(HeaderField::value)).contains("new");
    assertThat(block.count("Received")).isEqualTo(2);
    assertThat(block.first("Date")).isEmpty();
    assertThat(block.count("Date")).isZero();
  }

  @Test
  void aLineWithoutItsLineEndIsNoField() {
    assertThat(block("Subject: x").fields()).isEmpty();
    assertThat(block("Subject: x").count("Subject")).isZero();
  }

  @Test
  void removingAFieldTakesItsFoldsAndNothingElse() {
    HeaderBlock block = block("no field\r\nBcc: a\r\n b\r\nSubject: x\r\nBCC : c\r\nBcc-Like: y\r\n\r\nBcc: d\r\n");

    assertThat(block.without("bcc")).isEqualTo(block("no field\r\nSubject: x\r\nBcc-Like: y\r\n\r\n"));
    assertThat(block.without("Sender")).isEqualTo(block);
  }

  @Test
  void aFieldOnTopLeavesTheRestAsItIs() {
    HeaderBlock block = block("Subject: x\r\n\r\n").withOnTop(HeaderField.of("Received", "here\r\n\tnow"));

    assertThat(block).isEqualTo(block("Received: here\r\n\tnow\r\nSubject: x\r\n\r\n"));
  }

  @Test
  void aMillionFieldsAndAMegabyteLineAreReadInOnePass() {
    HeaderBlock many = block("a:\r\n".repeat(1_000_000) + "Last: x\r\n\r\n");
    HeaderBlock folded = block("a: b\r\n" + " c\r\n".repeat(1_000_000) + "Last: x\r\n\r\n");
    HeaderBlock line = block("a: " + "b".repeat(1_000_000) + "\r\nLast: x\r\n\r\n");

    assertThat(many.count("a")).isEqualTo(1_000_000);
    assertThat(many.first("last")).isPresent();
    assertThat(many.without("a").size()).isEqualTo(11);
    assertThat(folded.fields()).hasSize(2);
    assertThat(folded.fields().get(0).value()).hasSize(1 + 2 * 1_000_000);
    assertThat(line.fields().get(0).value()).hasSize(1_000_000);
    assertThat(line.first("last")).isPresent();
  }

  @Test
  void whateverTheOctetsFieldsAreReadWithoutComplaint() {
    Random random = new Random(42);
    byte[] alphabet = octets("a: \t\r\n\r\n\u0000\u00ff");
    for (int round = 0; round < 20_000; round++) {
      byte[] octets = new byte[random.nextInt(24)];
      for (int i = 0; i < octets.length; i++) {
        octets[i] = alphabet[random.nextInt(alphabet.length)];
      }
      HeaderBlock block = HeaderBlock.of(octets);

      assertThat(block.count("a")).isEqualTo((int) block.fields().stream().filter(field -> field.isNamed("A")).count());
      assertThat(block.without("a").count("a")).isZero();
    }
  }

  @Test
  void octetsGivenAndTakenAreCopies() {
    byte[] octets = octets("Subject: x\r\n\r\n");
    HeaderBlock block = HeaderBlock.of(octets);
    octets[0] = 'X';
    block.toBytes()[0] = 'Y';

    assertThat(block).isEqualTo(block("Subject: x\r\n\r\n"));
  }

  private static HeaderBlock block(String text) {
    return HeaderBlock.of(octets(text));
  }

  private static byte[] octets(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
