package org.karamail.plugin.mailauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.dkim.Algorithm;
import org.karamail.dkim.SigningKey;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.Notes.Scope;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.Route;
import org.karamail.plugin.mailauth.arc.Sealed;
import org.karamail.settings.Instance;
import org.karamail.testkit.dns.Misbehaviour;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.IncomingView;
import org.karamail.testkit.hook.QueuedView;

class ArcTest {

  private static final String RESULTS = "Authentication-Results: mx.local.example; spf=pass smtp.mailfrom=author.example";

  @TempDir static Path folder;
  private static SignedMail mail;
  private static SigningKey key;
  private static final Map<String, Object> ENFORCED = Map.of("dmarcPolicy", "enforce", "trustedSealers", "author.example");

  private final Plugin plugin = Plugin.with("dmarcPolicy", "enforce");

  @BeforeAll
  static void makeKey() throws IOException {
    mail = new SignedMail(folder);
    key = mail.key("r1", Algorithm.RSA_SHA256);
  }

  @BeforeEach
  void publish() {
    plugin.dns.record(key.recordName(), "TXT", key.record());
  }

  @AfterEach
  void close() {
    plugin.close();
  }

  @Test
  void whatDkimpySealsPassesAndIsNotedForTheResults() throws IOException {
    String sealed = mail.sealed(key, "mx.local.example", RESULTS + "\r\n" + SignedMail.MESSAGE);

    assertThat(check(sealed)).isEqualTo("arc=pass");
    assertThat(plugin.harness.notes().find(Scope.MESSAGE, "arc.status")).contains("pass");
    assertThat(check(sealed.replace("hungry", "angry"))).startsWith("arc=fail (");
    assertThat(check(sealed.replace("Dinner", "Lunch"))).startsWith("arc=fail (");
    assertThat(check(sealed.replace("i=1; mx.local.example; spf=pass", "i=1; mx.local.example; spf=fail")))
        .isEqualTo("arc=fail (seal 1 does not hold)");
  }

  @Test
  void whatWeSealPassesForDkimpyAndTheNextSetOfDkimpyForUs() throws IOException {
    String first = sealed(RESULTS + "\r\n" + SignedMail.MESSAGE, "none");

    assertThat(mail.chain(key, first)).isEqualTo("pass");
    assertThat(check(first)).isEqualTo("arc=pass");

    String second = mail.sealed(key, "other.example", "Authentication-Results: other.example; arc=pass\r\n" + first);
    assertThat(check(second)).isEqualTo("arc=pass");
    String third = sealed(second, "pass");
    assertThat(mail.chain(key, third)).isEqualTo("pass");
    assertThat(check(third)).isEqualTo("arc=pass");
    assertThat(third).contains("ARC-Authentication-Results: i=3; mx.local.example; spf=pass");

    assertThat(check(third.replaceFirst("(?s)ARC-Seal: i=2.*?\r\n(?=\\S)", ""))).startsWith("arc=fail (set 2");
    assertThat(check(third.replace("i=1;", "i=4;"))).startsWith("arc=fail (set 1");
  }

  @Test
  void whereDmarcFailsTheWordOfATrustedSealerCountsAndNobodyElses() throws IOException {
    plugin.dns.record("_dmarc.author.example", "TXT", "v=DMARC1; p=reject");
    String seen = "Authentication-Results: lists.example; dmarc=pass (p=none) header.from=author.example\r\n" + SignedMail.MESSAGE;
    String sealed = mail.sealed(key, "lists.example", seen);

    judged(sealed).rejects("5.7.26");
    plugin.component.modified(ENFORCED);
    assertThat(judged(sealed).proceeds().edits().toString())
        .contains("dmarc=fail")
        .contains("arc=pass")
        .contains("author.example, which is trusted, has seen dmarc=pass of author.example");
    judged(sealed.replace("hungry", "angry")).rejects("5.7.26");
    judged(sealed.replace("dmarc=pass", "dmarc= pass")).rejects("5.7.26");
    plugin.component.modified(Map.of("dmarcPolicy", "enforce", "trustedSealers", "other.example"));
    judged(sealed).rejects("5.7.26");
    plugin.component.modified(Map.of("dmarcPolicy", "enforce", "trustedSealers", "author.example", "arc", "false"));
    judged(sealed).rejects("5.7.26");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dmarc=fail header.from=author.example", "spf=pass smtp.mailfrom=author.example", "dmarc=pass header.from=other.example",
        "dmarc=pass", "dmarc=fail (dmarc=pass header.from=author.example) header.from=author.example",
        "dmarc=fail header.from=author.example; dmarc=pass header.from=author.example"
      })
  void aTrustedSealerThatHasNotSeenTheAuthorPassVouchesForNobody(String claim) throws IOException {
    plugin.dns.record("_dmarc.author.example", "TXT", "v=DMARC1; p=reject");
    plugin.component.modified(ENFORCED);
    String seen = "Authentication-Results: lists.example; " + claim + "\r\n" + SignedMail.MESSAGE;

    judged(mail.sealed(key, "lists.example", seen)).rejects("5.7.26");
  }

  @Test
  void aSecondAuthorIsNotVouchedForByTheWordAboutTheFirst() throws IOException {
    plugin.dns.record("_dmarc.author.example", "TXT", "v=DMARC1; p=reject");
    plugin.dns.record("_dmarc.victim.example", "TXT", "v=DMARC1; p=reject");
    plugin.component.modified(ENFORCED);
    String two = SignedMail.MESSAGE.replace("Ann <ann@author.example>", "Ann <ann@author.example>, v@victim.example");
    String seen = "Authentication-Results: lists.example; dmarc=pass header.from=author.example\r\n" + two;

    judged(mail.sealed(key, "lists.example", seen)).rejects("5.7.26");
  }

  @Test
  void anOlderWordCountsOnlyIfAllWhoSealedLaterAreTrusted() {
    Sealed list = new Sealed(1, "lists.example", "s", Optional.of("author.example"));
    Sealed forwarder = new Sealed(2, "forward.example", "s", Optional.empty());

    assertThat(Sealed.vouching(List.of(list, forwarder), Set.of("lists.example", "forward.example"))).contains(list);
    assertThat(Sealed.vouching(List.of(list, forwarder), Set.of("lists.example"))).isEmpty();
    assertThat(Sealed.vouching(List.of(forwarder, list), Set.of("lists.example"))).contains(list);
    assertThat(Sealed.vouching(List.of(), Set.of("lists.example"))).isEmpty();
  }

  @Test
  void aChainThatFailsIsSealedAsFailedOnceAndThenLeftAlone() throws IOException {
    String broken = sealed(RESULTS + "\r\n" + SignedMail.MESSAGE, "none").replace("hungry", "angry");
    String failed = sealed(broken, "fail");

    assertThat(failed).contains("cv=fail;");
    assertThat(mail.chain(key, failed)).isNotEqualTo("pass");
    assertThat(check(failed)).isEqualTo("arc=fail (seal 2 says fail)");
    assertThat(edits(failed, "fail", "smtp")).isEmpty();
  }

  @Test
  void withoutAChainItIsNone() {
    assertThat(check(SignedMail.MESSAGE)).isEqualTo("arc=none");
  }

  @Test
  void aKeyThatCannotBeLookedUpLeavesTheChainOpenAndUnsealed() throws IOException {
    String sealed = sealed(SignedMail.MESSAGE, "none");
    plugin.dns.misbehave(key.recordName(), Misbehaviour.SERVFAIL);

    assertThat(check(sealed)).startsWith("arc=temperror");
    assertThat(edits(sealed, "temperror", "smtp")).isEmpty();
  }

  @Test
  void whatStaysHereWhatIsOursAndWhatWasNotCheckedIsNotSealed() {
    assertThat(edits(SignedMail.MESSAGE, "none", "maildir")).isEmpty();
    assertThat(edits(SignedMail.MESSAGE, "", "smtp")).isEmpty();
    assertThat(edits(SignedMail.MESSAGE, "none", "smtp")).hasSize(3);
  }

  @Test
  void withoutAKeyNothingIsSealed() {
    plugin.harness.notes().put(Scope.MESSAGE, "arc.status", "none");

    assertThat(plugin.harness.ask(HookPoints.ON_OUTBOUND_MESSAGE, seal(Map.of()), outgoing(SignedMail.MESSAGE, "smtp")).edits())
        .isEmpty();
  }

  @Test
  void moreThanFiftySetsFailAndGetNoneAdded() {
    StringBuilder sets = new StringBuilder();
    for (int i = 51; i > 0; i--) {
      sets.append("ARC-Seal: i=").append(i).append("; cv=pass; a=rsa-sha256; d=a.example; s=s; b=AAAA\r\n");
      sets.append("ARC-Message-Signature: i=").append(i).append("; a=rsa-sha256; d=a.example; s=s; h=from; bh=AAAA; b=AAAA\r\n");
      sets.append("ARC-Authentication-Results: i=").append(i).append("; a.example; none\r\n");
    }
    assertThat(check(sets + SignedMail.MESSAGE)).startsWith("arc=fail");
    String fifty = sets.substring(sets.indexOf("ARC-Seal: i=50"));
    assertThat(check(fifty + SignedMail.MESSAGE)).startsWith("arc=fail");
    assertThat(edits(fifty + SignedMail.MESSAGE, "fail", "smtp")).isEmpty();
    assertThat(plugin.dns.questions()).isEmpty();
  }

  @Test
  void noDamageToAChainPassesOrThrows() throws IOException {
    String good = sealed(sealed(SignedMail.MESSAGE, "none"), "pass");
    int end = good.indexOf("From:") - 2;
    Random random = new Random(8617);
    for (int round = 0; round < 400; round++) {
      int from = random.nextInt(end);
      int to = Math.min(end, from + 1 + random.nextInt(20));
      String bad = good.substring(0, from) + (round % 2 == 0 ? "" : "~") + good.substring(to);
      if (!dense(bad).equals(dense(good))) {
        assertThat(check(bad)).describedAs(bad).isNotEqualTo("arc=pass");
      }
    }
  }

  private static String dense(String text) {
    return text.replaceAll("\\s", "").replace("=;", ";");
  }

  /** What was noted of a message's chain. */
  private String check(String message) {
    IncomingView incoming = SignedMail.incoming(message);
    plugin.harness.endTransaction().ask(HookPoints.ON_DKIM_VERIFY, plugin.component, incoming).result();
    return plugin.harness.notes().find(Scope.TRANSACTION, "arc").map(Object::toString).orElse("");
  }

  /** What becomes of a message when all its checks are done. */
  private Asked judged(String message) {
    IncomingView incoming = SignedMail.incoming(message);
    plugin.harness.endTransaction().ask(HookPoints.ON_DKIM_VERIFY, plugin.component, incoming).result();
    IncomingView checked =
        incoming.checked(plugin.harness.ask(HookPoints.ON_DMARC_CHECK, plugin.component, incoming).result());
    return plugin.harness.ask(HookPoints.ON_HEADERS, plugin.component, checked);
  }

  private String sealed(String message, String status) throws IOException {
    List<Edit> edits = edits(message, status, "smtp");
    assertThat(edits).hasSize(3);
    IncomingView view = SignedMail.incoming(message);
    HeaderBlock headers = view.headers();
    for (Edit edit : edits) {
      headers = headers.withOnTop(((Edit.AddField) edit).field());
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    new Message(headers, view.body()).writeTo(octets);
    return octets.toString(ISO_8859_1);
  }

  private List<Edit> edits(String message, String status, String transport) {
    plugin.harness.notes().put(Scope.MESSAGE, "arc.status", status);
    ArcSeal seal = seal(Map.of("arcKey", "author.example:r1", "arcKeyFolder", mail.keys().toString()));
    return plugin.harness.ask(HookPoints.ON_OUTBOUND_MESSAGE, seal, outgoing(message, transport)).edits();
  }

  private ArcSeal seal(Map<String, ?> properties) {
    Instance instance = new Instance(folder, "mx.local.example", false, true);
    return new ArcSeal(instance, properties, Clock.fixed(Plugin.NOW, ZoneOffset.UTC));
  }

  private static QueuedView outgoing(String message, String transport) {
    IncomingView view = SignedMail.incoming(message);
    QueuedView sample = QueuedView.sample();
    return new QueuedView(
        sample.id(), sample.envelope(), sample.acceptedAt(), new Route(transport, "other.example"), sample.recipients(), 0,
        new Message(view.headers(), view.body()));
  }
}
