package org.karamail.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.model.MailDomain;

/** The example of RFC 8463 appendix A: one message with a signature of each algorithm (as dkimpy carries it). */
class Rfc8463Test {

  private static final String ED25519 = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
  private static final String RSA =
      "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0"
          + "Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3"
          + "QIDAQAB";

  @ParameterizedTest
  @CsvSource({"0, ed25519-sha256", "1, rsa-sha256"})
  void bothSignaturesHold(int which, String name) throws IOException {
    HeaderBlock headers = headers();
    HeaderField field = headers.fields().get(which);
    TagList tags = TagList.parse(field.value()).orElseThrow();
    Algorithm algorithm = Algorithm.named(tags.get("a").orElseThrow()).orElseThrow();
    KeyRecord record = KeyRecord.parse(which == 0 ? ED25519 : RSA).orElseThrow();
    String fields = SignedFields.of(headers).canonical(tags.parts("h"), Canonicalization.SIMPLE);
    byte[] hashed = SignatureText.hashed(fields, field, Canonicalization.SIMPLE);
    byte[] signature = Base64.getDecoder().decode(tags.dense("b").orElseThrow());

    assertThat(algorithm.text()).isEqualTo(name);
    assertThat(bodyHash()).isEqualTo(tags.dense("bh").orElseThrow());
    assertThat(record.isStrong()).isTrue();
    assertThat(algorithm.verify(record.key().orElseThrow(), hashed, signature)).isTrue();
    hashed[0] ^= 1;
    assertThat(algorithm.verify(record.key().orElseThrow(), hashed, signature)).isFalse();
  }

  @Test
  void theSecretKeyGivesThePublicOneAndTheSameSignature() throws Exception {
    String pkcs8 =
        Base64.getEncoder()
            .encodeToString(
                Octets.joined(
                    HexFormat.of().parseHex("302e020100300506032b657004220420"),
                    Base64.getDecoder().decode("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=")));
    SigningKey key =
        PrivateKeys.read(
            "-----BEGIN PRIVATE KEY-----\n" + pkcs8 + "\n-----END PRIVATE KEY-----\n",
            new MailDomain("football.example.com"), "brisbane");
    HeaderBlock headers = headers();
    HeaderField field = headers.fields().get(0);
    TagList tags = TagList.parse(field.value()).orElseThrow();
    String fields = SignedFields.of(headers).canonical(tags.parts("h"), Canonicalization.SIMPLE);
    byte[] made = key.algorithm().sign(key.key(), SignatureText.hashed(fields, field, Canonicalization.SIMPLE));

    assertThat(key.record()).isEqualTo(ED25519);
    assertThat(Base64.getEncoder().encodeToString(made)).isEqualTo(tags.dense("b").orElseThrow());
  }

  private static String bodyHash() throws IOException {
    String message = message();
    BodyDigest digest = new BodyDigest(Canonicalization.SIMPLE, BodyDigest.WHOLE);
    byte[] body = message.substring(message.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1);
    digest.update(body, body.length);
    return Base64.getEncoder().encodeToString(digest.digest());
  }

  private static HeaderBlock headers() throws IOException {
    String message = message();
    return HeaderBlock.of(message.substring(0, message.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1));
  }

  private static String message() throws IOException {
    try (InputStream in = Rfc8463Test.class.getResourceAsStream("rfc8463.eml")) {
      return new String(in.readAllBytes(), ISO_8859_1).replace("\n", "\r\n");
    }
  }
}
