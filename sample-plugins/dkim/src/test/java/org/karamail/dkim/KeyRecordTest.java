package org.karamail.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.MailDomain;

class KeyRecordTest {

  private static final MailDomain DOMAIN = new MailDomain("example.org");
  private static final String ED = "k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {ED, "v=DKIM1; " + ED, ED + "; h=sha1:sha256", ED + "; s=email", ED + "; s=*:other", ED + "; t=y:s"})
  void aRecordForMailIsRead(String text) {
    assertThat(KeyRecord.parse(text).orElseThrow().key()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=DKIM2; " + ED, ED + "; v=DKIM1", ED + "; h=sha1", ED + "; s=tlsrpt", "k=dsa; p=AAAA", "k=ed25519; p=AAAA",
        "k=ed25519; p=!", "p=MIGf", "v=DKIM1", "k=ed25519", "v=spf1 -all", "v=DKIM1: k=rsa; p=AA"
      })
  void whatIsNoKeyForMailIsNone(String text) {
    assertThat(KeyRecord.parse(text)).isEmpty();
  }

  @Test
  void anEmptyKeyIsARevokedOne() {
    assertThat(KeyRecord.parse("v=DKIM1; p=").orElseThrow().key()).isEmpty();
  }

  @Test
  void anRsaKeyOfFewerThan1024BitsIsWeak() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(768);
    String weak = "p=" + Base64.getEncoder().encodeToString(generator.generateKeyPair().getPublic().getEncoded());

    assertThat(KeyRecord.parse(weak).orElseThrow().isStrong()).isFalse();
    assertThat(KeyRecord.parse(ED).orElseThrow().isStrong()).isTrue();
  }

  @Test
  void onlyWithTheFlagMustTheIdentityBeOfTheDomainItself() {
    assertThat(KeyRecord.parse(ED).orElseThrow().allows("sub.example.org", "example.org")).isTrue();
    assertThat(KeyRecord.parse(ED + "; t=s").orElseThrow().allows("sub.example.org", "example.org")).isFalse();
    assertThat(KeyRecord.parse(ED + "; t=s").orElseThrow().allows("Example.org", "example.org")).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void aKeyThatIsMadeIsItsOwnersAndHasTheRecordThatIsRead(Algorithm algorithm) throws IOException {
    KeyFolder keys = new KeyFolder(folder.resolve("keys"));
    SigningKey key = keys.generate(DOMAIN, "s1", algorithm);
    byte[] octets = {1, 2, 3};
    KeyRecord record = KeyRecord.parse(key.record()).orElseThrow();

    assertThat(algorithm.verify(record.key().orElseThrow(), octets, algorithm.sign(key.key(), octets))).isTrue();
    assertThat(record.algorithm()).isEqualTo(algorithm);
    assertThat(key.recordName()).isEqualTo("s1._domainkey.example.org");
    assertThat(keys.selectors(DOMAIN)).containsExactly("s1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.file(DOMAIN, "s1")))).isEqualTo("rw-------");
    Assertions.assertThatThrownBy(() -> keys.generate(DOMAIN, "s1", algorithm)).isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void aKeyThatOthersMayReadIsNotUsed() throws IOException {
    KeyFolder keys = new KeyFolder(folder);
    keys.generate(DOMAIN, "s1", Algorithm.ED25519_SHA256);
    Files.setPosixFilePermissions(keys.file(DOMAIN, "s1"), PosixFilePermissions.fromString("rw-r-----"));

    Assertions.assertThatThrownBy(() -> keys.read(DOMAIN, "s1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void keysOfOlderToolsAreReadToo() throws Exception {
    SigningKey key = new KeyFolder(folder).generate(DOMAIN, "s1", Algorithm.RSA_SHA256);
    byte[] pkcs8 = key.key().getEncoded();
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length); // what the PrivateKeyInfo wraps
    String pem =
        "-----BEGIN RSA PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pkcs1)
            + "\n-----END RSA PRIVATE KEY-----\n";

    assertThat(PrivateKeys.read(pem, DOMAIN, "s1").record()).isEqualTo(key.record());
  }
}
