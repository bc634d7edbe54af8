package org.karamail.plugin.dkimsigner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.HookFault;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.model.BodyType;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.QueuedView;

class DkimSignerTest {

  private static final List<String> BODIES =
      List.of(
          "Hello.\r\n",
          "",
          "\r\n\r\n",
          "no end of line",
          "trailing \t \r\n  two   spaces\tand a tab\r\n\r\n\r\n",
          "M\u00c3\u00bcnchen\r\n",
          "x".repeat(20_000) + "\r\n.\r\n..\r\n");

  @TempDir Path folder;
  private final HookHarness harness = HookHarness.create();
  private Path keys;
  private Verifiers verifiers;

  @BeforeEach
  void makeKeys() throws IOException {
    keys = folder.resolve("keys");
    verifiers = new Verifiers(Files.createDirectories(folder.resolve("outside")));
    KeyCommands commands = new KeyCommands(keys, Map.of(), Clock.systemUTC());
    verifiers.publish(commands.answer("dkim-generate", "example.org", "r1"));
    verifiers.publish(commands.answer("dkim-generate", "example.org", "e1", "ed25519"));
  }

  @Test
  void dkimpyAndOpenDkimFindBothSignaturesGoodInEveryForm() throws IOException {
    List<Path> messages = new ArrayList<>();
    for (String forms : List.of("relaxed/relaxed", "simple/simple", "relaxed/simple", "simple/relaxed")) {
      DkimSigner signer = signer(Map.of("keys", "example.org:r1, example.org:e1", "canonicalization", forms));
      for (String body : BODIES) {
        QueuedView mail = Outgoing.mail(Outgoing.HEADER, body);
        messages.add(verifiers.file(Outgoing.after(ask(signer, mail).edits(), mail)));
      }
    }

    assertThat(verifiers.dkimpy(messages)).hasSize(2 * messages.size()).containsOnly("pass");
    for (int form = 0; form < 4; form++) {
      assertThat(verifiers.openDkim(messages.get(form * BODIES.size() + 4))).containsExactly("pass", "pass");
    }
  }

  @Test
  void aFieldThatIsAddedOrChangedBreaksTheSignature() throws IOException {
    DkimSigner signer = signer(Map.of("keys", "example.org:r1"));
    QueuedView mail = Outgoing.mail(Outgoing.HEADER, "Hello.\r\n");
    String signed = Verifiers.text(Outgoing.after(ask(signer, mail).edits(), mail));
    List<String> forged =
        List.of(
            "From: other@example.net\r\n" + signed,
            "Subject: another\r\n" + signed,
            "Reply-To: other@example.net\r\n" + signed,
            "Cc: other@example.net\r\n" + signed,
            signed.replace("bob@example.net", "eve@example.net"),
            signed.replace("example.org/u", "example.net/u"),
            signed + "more\r\n");
    List<Path> files = new ArrayList<>(List.of(verifiers.file(("X-New: harmless\r\n" + signed).getBytes(ISO_8859_1))));
    for (String message : forged) {
      files.add(verifiers.file(message.getBytes(ISO_8859_1)));
    }

    List<String> results = verifiers.dkimpy(files);

    assertThat(results.get(0)).isEqualTo("pass");
    assertThat(results.subList(1, results.size())).hasSize(forged.size()).containsOnly("fail");
    assertThat(verifiers.openDkim(files.get(1))).containsExactly("fail");
  }

  @Test
  void whatNeedsEightBitsIsEncodedBeforeItIsSigned() throws IOException {
    DkimSigner signer = signer(Map.of("keys", "example.org:e1"));
    QueuedView mail = Outgoing.mail(Outgoing.HEADER, "M\u00c3\u00bcnchen\r\n", true, BodyType.EIGHT_BIT_MIME);

    byte[] left = Outgoing.after(ask(signer, mail).edits(), mail);

    assertThat(Verifiers.text(left)).contains("TcO8bmNoZW4NCg==").contains("Content-Transfer-Encoding: base64");
    assertThat(verifiers.dkimpy(List.of(verifiers.file(left)))).containsExactly("pass");
  }

  @Test
  void eightBitsStayWhereTheOperatorSaysSo() {
    DkimSigner signer = signer(Map.of("keys", "example.org:e1", "sevenBit", "false"));
    QueuedView mail = Outgoing.mail(Outgoing.HEADER, "M\u00c3\u00bcnchen\r\n", true, BodyType.EIGHT_BIT_MIME);

    assertThat(ask(signer, mail).edits()).hasSize(1).hasOnlyElementsOfType(Edit.AddField.class);
  }

  @Test
  void mailOfStrangersIsNeverSigned() {
    DkimSigner signer = signer(Map.of("keys", "example.org:r1"));

    assertThat(ask(signer, Outgoing.mail(Outgoing.HEADER, "", false, BodyType.SEVEN_BIT)).edits()).isEmpty();
  }

  @Test
  void withoutKeysNothingIsSigned() {
    assertThat(ask(signer(Map.of()), Outgoing.mail(Outgoing.HEADER, "")).edits()).isEmpty();
  }

  @Test
  void mailOfOtherDomainsAndOfNobodyIsLeftAlone() {
    DkimSigner signer = signer(Map.of("keys", "example.org:r1"));

    for (String from : List.of("From: a@example.net", "From: nobody", "X: y", "From: a@notexample.org", "From: a@[192.0.2.1]")) {
      assertThat(ask(signer, Outgoing.mail(from + "\r\n\r\n", "")).edits()).isEmpty();
    }
  }

  @Test
  void subdomainsAreSignedForUnlessTheOperatorSaysOtherwise() {
    QueuedView mail = Outgoing.mail("From: Ann <a@news.example.org>\r\n\r\n", "");

    assertThat(signature(signer(Map.of("keys", "example.org:r1")), mail)).contains(" d=example.org;");
    assertThat(ask(signer(Map.of("keys", "example.org:r1", "subdomains", "false")), mail).edits()).isEmpty();
  }

  @Test
  void aSignatureEndsWhenItIsToldTo() {
    DkimSigner signer = signer(Map.of("keys", "example.org:r1", "expiry", "2d"));

    assertThat(signature(signer, Outgoing.mail(Outgoing.HEADER, ""))).contains("t=1772366400; x=1772539200;");
  }

  @Test
  void noLineOfASignatureIsLongerThanEightyCharacters() {
    String signature = signature(signer(Map.of("keys", "example.org:r1")), Outgoing.mail(Outgoing.HEADER, ""));

    assertThat(signature.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void aBadConfigurationLeavesTheLastGoodOneInForce() throws IOException {
    DkimSigner signer = signer(Map.of("keys", "example.org:r1"));
    Files.setPosixFilePermissions(
        keys.resolve("example.org/e1.pem"), PosixFilePermissions.fromString("rw-r--r--"));

    signer.modified(Map.of("keys", "example.org:e1"));
    signer.modified(Map.of("keys", "example.org:missing"));

    assertThat(signature(signer, Outgoing.mail(Outgoing.HEADER, ""))).contains("s=r1;");
  }

  @Test
  void ofAFirstConfigurationThatIsBadOurOwnMailWaitsUntilItIsMended() {
    DkimSigner signer = signer(Map.of("keys", "example.org:missing"));
    QueuedView ours = Outgoing.mail(Outgoing.HEADER, "");

    ask(signer, ours).faults(HookFault.Kind.EXCEPTION);
    assertThat(ask(signer, Outgoing.mail(Outgoing.HEADER, "", false, BodyType.SEVEN_BIT)).edits()).isEmpty();
    signer.modified(Map.of("keys", "example.org:r1"));
    assertThat(ask(signer, ours).edits()).hasSize(1);
  }

  private DkimSigner signer(Map<String, String> properties) {
    return new DkimSigner(keys, properties, Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
  }

  private Asked ask(DkimSigner signer, QueuedView mail) {
    return harness.ask(HookPoints.ON_OUTBOUND_MESSAGE, signer, mail);
  }

  private String signature(DkimSigner signer, QueuedView mail) {
    List<Edit> edits = ask(signer, mail).edits();
    assertThat(edits).hasSize(1);
    return ((Edit.AddField) edits.get(0)).field().raw();
  }
}
