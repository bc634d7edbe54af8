package org.karamail.plugin.mailauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.dkim.Algorithm;
import org.karamail.dkim.BodyDigest;
import org.karamail.dkim.Canonicalization;
import org.karamail.dkim.SignatureText;
import org.karamail.dkim.SignedFields;
import org.karamail.dkim.SigningKey;
import org.karamail.hook.CheckResult.Dkim;
import org.karamail.hook.CheckResult.Value;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.message.HeaderField;
import org.karamail.testkit.dns.Misbehaviour;
import org.karamail.testkit.hook.IncomingView;

class DkimVerifyTest {

  private static final String NAMES = "h=From:Subject:Date";

  @TempDir Path folder;
  private final Plugin plugin = Plugin.with();
  private SignedMail mail;
  private SigningKey key;

  @BeforeEach
  void publish() throws IOException {
    mail = new SignedMail(folder);
    key = mail.key("e1", Algorithm.ED25519_SHA256);
    publish(key);
  }

  @AfterEach
  void close() {
    plugin.close();
  }

  @Test
  void whatDkimpySignsPassesAndWhatWasChangedFails() throws IOException {
    SigningKey rsa = mail.key("r1", Algorithm.RSA_SHA256);
    publish(rsa);
    List<String> signed = mail.variants(rsa, key);

    assertThat(signed).hasSize(8);
    for (String message : signed) {
      Dkim found = check(message);
      assertThat(found.value()).describedAs(message).isEqualTo(Value.PASS);
      assertThat(found.signatures().get(0).domain()).isEqualTo(SignedMail.DOMAIN);
      assertThat(check(message.replace("hungry", "angry")).value()).isEqualTo(Value.FAIL);
      assertThat(check(message.replace("Dinner", "Lunch")).value()).isEqualTo(Value.FAIL);
    }
  }

  @Test
  void bothSignaturesOfRfc8463Pass() throws IOException {
    plugin.dns
        .record("brisbane._domainkey.football.example.com", "TXT", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
        .record(
            "test._domainkey.football.example.com",
            "TXT",
            "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Q"
                + "vx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3"
                + "QIDAQAB");
    Path example = Path.of("../dkim/src/test/resources/org/karamail/dkim/rfc8463.eml");

    Dkim found = check(Files.readString(example, ISO_8859_1).replace("\n", "\r\n"));

    assertThat(found.signatures()).extracting(one -> one.value()).containsExactly(Value.PASS, Value.PASS);
  }

  @Test
  void aMessageWithoutASignatureIsNoneAndAsksNobody() {
    assertThat(check(SignedMail.MESSAGE)).isEqualTo(new Dkim(Value.NONE, List.of(), "no signature"));
    assertThat(plugin.dns.questions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PASS | x=1772539200; i=@sub.author.example; q=dns/txt",
        "PASS | l=24",
        "POLICY | l=0",
        "POLICY | l=10",
        "PERMERROR | l=1000",
        "PERMERROR | l=-1",
        "PERMERROR | x=1772366399",
        "PERMERROR | t=1772452800",
        "PERMERROR | t=1772366400; x=1772366400",
        "PERMERROR | i=@other.example",
        "PERMERROR | i=@notauthor.example",
        "PERMERROR | q=http",
        "PERMERROR | v=1"
      })
  void whatASignatureSaysOfItselfIsHeeded(Value expected, String tags) {
    assertThat(check(signed(key, List.of("v=1", "a=ed25519-sha256", "c=relaxed/relaxed", tags, NAMES))).value())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=2; a=ed25519-sha256; c=relaxed/relaxed; h=From",
        "v=1; a=rsa-sha1; c=relaxed/relaxed; h=From",
        "v=1; a=unknown; c=relaxed/relaxed; h=From",
        "v=1; a=rsa-sha256; c=relaxed/relaxed; h=From",
        "v=1; a=ed25519-sha256; c=other/relaxed; h=From",
        "v=1; a=ed25519-sha256; c=relaxed/relaxed/relaxed; h=From",
        "v=1; a=ed25519-sha256; c=relaxed/relaxed; h=Subject",
        "v=1; a=ed25519-sha256; c=relaxed/relaxed; h="
      })
  void whatBreaksARuleIsAPermanentError(String tags) {
    assertThat(check(signed(key, List.of(tags))).value()).isEqualTo(Value.PERMERROR);
  }

  @Test
  void aSecondFromThatIsNotSignedIsAPermanentError() {
    String message = signed(key, List.of("v=1", "a=ed25519-sha256", "c=relaxed/relaxed", NAMES));

    assertThat(check(message).value()).isEqualTo(Value.PASS);
    assertThat(check("From: eve@eve.example\r\n" + message).value()).isEqualTo(Value.PERMERROR);
  }

  @Test
  void theKeyDecides() {
    String message = signed(key, List.of("v=1", "a=ed25519-sha256", "c=relaxed/relaxed", "i=@sub.author.example", NAMES));
    String name = key.recordName();
    String record = key.record();

    assertThat(withRecords(message, record + "; t=s").value()).isEqualTo(Value.PERMERROR);
    assertThat(withRecords(message, "v=DKIM1; p=").value()).isEqualTo(Value.PERMERROR);
    assertThat(withRecords(message, record, record + "; n=another").value()).isEqualTo(Value.PERMERROR);
    assertThat(withRecords(message, "v=spf1 -all").value()).isEqualTo(Value.PERMERROR);
    assertThat(withRecords(message).value()).isEqualTo(Value.PERMERROR);
    assertThat(withRecords(message, "v=spf1 -all", record).value()).isEqualTo(Value.PASS);
    assertThat(withRecords(message, record + "; t=y").signatures().get(0).detail()).contains("trying DKIM out");
    plugin.resolver.flush();
    plugin.dns.misbehave(name, Misbehaviour.SERVFAIL);
    assertThat(check(message).value()).isEqualTo(Value.TEMPERROR);
  }

  @Test
  void anRsaKeyOfFewerThan1024BitsNeverPasses() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(768);
    KeyPair pair = generator.generateKeyPair();
    SigningKey weak = new SigningKey(SignedMail.DOMAIN, "weak", Algorithm.RSA_SHA256, pair.getPrivate(), pair.getPublic());
    publish(weak);

    assertThat(check(signed(weak, List.of("v=1", "a=rsa-sha256", "c=relaxed/relaxed", NAMES))).value())
        .isEqualTo(Value.POLICY);
  }

  @Test
  void ofManySignaturesTheFirstTenAreLookedAt() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      many.append("DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=author.example; s=n").append(i).append("; ")
          .append(NAMES).append("; bh=").append(bodyHash()).append("; b=AAAA\r\n");
    }

    Dkim found = check(many + signed(key, List.of("v=1", "a=ed25519-sha256", "c=relaxed/relaxed", NAMES)));

    assertThat(found.value()).isEqualTo(Value.PERMERROR);
    assertThat(found.signatures()).hasSize(10);
    assertThat(found.detail()).startsWith("41 signatures");
    assertThat(plugin.dns.questions()).hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void oneGoodSignatureAmongBadOnesIsAPass() {
    String good = signed(key, List.of("v=1", "a=ed25519-sha256", "c=relaxed/relaxed", NAMES));

    Dkim found = check("DKIM-Signature: nonsense\r\nDKIM-Signature: v=1; d=other.example\r\n" + good);

    assertThat(found.value()).isEqualTo(Value.PASS);
    assertThat(found.signatures()).extracting(one -> one.value()).containsExactly(Value.PERMERROR, Value.PASS);
    assertThat(found.detail()).startsWith("1 signatures are unreadable");
  }

  @Test
  void noDamageToASignaturePassesOrThrows() {
    String good = signed(key, List.of("v=1", "a=ed25519-sha256", "c=simple/simple", NAMES));
    int end = good.indexOf("From:") - 2;
    Random random = new Random(6376);
    for (int round = 0; round < 1_000; round++) {
      StringBuilder bad = new StringBuilder(good);
      int at = 16 + random.nextInt(end - 16);
      char other = (char) (32 + random.nextInt(224));
      if (Character.isWhitespace(bad.charAt(at)) || bad.charAt(at) == other || at > good.indexOf("; b=") || at > end - 6) {
        continue;
      }
      bad.setCharAt(at, other);
      assertThat(check(bad.toString()).value()).describedAs(bad.toString()).isNotIn(Value.PASS, Value.NONE);
    }
  }

  @Test
  void noTagsWhateverPassOrThrow() {
    Random random = new Random(8463);
    String alphabet = "vacdslhbxti=;:/ \t1relaxed-sha256rsaed25519@.%\u00e9\"\\(";
    for (int round = 0; round < 1_000; round++) {
      StringBuilder tags = new StringBuilder("DKIM-Signature: ");
      random.ints(random.nextInt(80), 0, alphabet.length()).forEach(i -> tags.append(alphabet.charAt(i)));
      assertThat(check(tags + "\r\n" + SignedMail.MESSAGE).value()).isNotEqualTo(Value.PASS);
    }
  }

  @Test
  void ourOwnClientsAreNotChecked() {
    IncomingView incoming = SignedMail.incoming(signed(key, List.of("v=1", "a=ed25519-sha256", "c=relaxed/relaxed", NAMES)));

    assertThat(check(incoming.withoutSession()).value()).isEqualTo(Value.NONE);
  }

  @Test
  void withoutDkimNothingIsLookedAt() {
    try (Plugin off = Plugin.with("dkim", "false", "arc", "false")) {
      off.harness
          .ask(
              HookPoints.ON_DKIM_VERIFY, off.component,
              SignedMail.incoming(signed(key, List.of("v=1", "a=ed25519-sha256", "c=relaxed/relaxed", NAMES))))
          .isIdle();
    }
  }

  private Dkim withRecords(String message, String... records) {
    plugin.dns.remove(key.recordName());
    for (String record : records) {
      plugin.dns.record(key.recordName(), "TXT", record);
    }
    plugin.resolver.flush();
    return check(message);
  }

  private void publish(SigningKey published) {
    plugin.dns.record(published.recordName(), "TXT", published.record());
  }

  /** The sample message under a signature with these tags; what has to be computed is computed. */
  private static String signed(SigningKey key, List<String> given) {
    List<String> tags = new ArrayList<>(given);
    tags.addAll(List.of("d=" + key.domain(), "s=" + key.selector(), "bh=" + bodyHash(given)));
    HeaderField unsigned = SignatureText.unsigned("DKIM-Signature", tags);
    String names = String.join("; ", given).replaceAll(".*h=", "").replaceAll(";.*", "");
    boolean simple = given.contains("c=simple/simple");
    Canonicalization form = simple ? Canonicalization.SIMPLE : Canonicalization.RELAXED;
    String fields =
        SignedFields.of(SignedMail.incoming(SignedMail.MESSAGE).headers()).canonical(List.of(names.split(":")), form);
    return SignatureText.signed(fields, unsigned, form, key.algorithm(), key.key()).raw() + SignedMail.MESSAGE;
  }

  private static String bodyHash(List<String> given) {
    return hash(given.contains("c=simple/simple") ? Canonicalization.SIMPLE : Canonicalization.RELAXED);
  }

  private static String bodyHash() {
    return hash(Canonicalization.RELAXED);
  }

  private static String hash(Canonicalization form) {
    BodyDigest digest = new BodyDigest(form, BodyDigest.WHOLE);
    byte[] body = SignedMail.MESSAGE.substring(SignedMail.MESSAGE.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1);
    digest.update(body, body.length);
    return Base64.getEncoder().encodeToString(digest.digest());
  }

  private Dkim check(String message) {
    return check(SignedMail.incoming(message));
  }

  private Dkim check(IncomingView message) {
    return (Dkim) plugin.harness.ask(HookPoints.ON_DKIM_VERIFY, plugin.component, message).result();
  }
}
