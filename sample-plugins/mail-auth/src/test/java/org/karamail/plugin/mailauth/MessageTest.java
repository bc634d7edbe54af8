package org.karamail.plugin.mailauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.CheckResult.Dkim;
import org.karamail.hook.CheckResult.DkimSignature;
import org.karamail.hook.CheckResult.Dmarc;
import org.karamail.hook.CheckResult.Spf;
import org.karamail.hook.CheckResult.Value;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.Notes;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.model.MailDomain;
import org.karamail.plugin.mailauth.results.ResultsField;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.IncomingView;
import org.karamail.testkit.hook.SessionView;

/** The final dot: DMARC, then the header. */
class MessageTest {

  private static final MailDomain AUTHOR = new MailDomain("bank.example");
  private static final Spf STRANGER = new Spf(Value.PASS, new MailDomain("evil.example"), "");

  private final Plugin plugin = Plugin.with("dmarcPolicy", "enforce");

  @AfterEach
  void close() {
    plugin.close();
  }

  @Test
  void anAuthorBackedByASignaturePasses() {
    publish("v=DMARC1; p=reject");
    Dkim dkim = new Dkim(Value.PASS, List.of(new DkimSignature(Value.PASS, new MailDomain("mail.bank.example"), "s", "")), "");
    Dmarc found = dmarc(from("A <a@bank.example>").checked(STRANGER).checked(dkim));
    assertThat(found).isEqualTo(new Dmarc(Value.PASS, Optional.of(AUTHOR), Dmarc.Policy.REJECT, ""));
  }

  @Test
  void mailThatFailsIsRefusedOrHeldAsTheDomainAsks() {
    publish("v=DMARC1; p=reject");
    Dmarc found = dmarc(from("a@bank.example").checked(STRANGER));
    assertThat(found.value()).isEqualTo(Value.FAIL);
    headers(from("a@bank.example").checked(STRANGER).checked(found)).rejects("5.7.26");

    Dmarc milder = new Dmarc(Value.FAIL, Optional.of(AUTHOR), Dmarc.Policy.QUARANTINE, "");
    assertThat(written(headers(from("a@bank.example").checked(milder)).quarantines())).contains("dmarc=fail");
  }

  @Test
  void aSecondAuthorDoesNotHideTheFirst() {
    publish("v=DMARC1; p=reject");
    plugin.dns.record("_dmarc.evil.example", "TXT", "v=DMARC1; p=none");
    assertThat(dmarc(from("a@bank.example, b@evil.example").checked(STRANGER)).value()).isEqualTo(Value.FAIL);
    assertThat(dmarc(from("b@evil.example, a@bank.example").checked(STRANGER)).domain()).contains(AUTHOR);
    assertThat(dmarc(from("b@evil.example\r\nFrom: a@bank.example").checked(STRANGER)).domain()).contains(AUTHOR);
  }

  @Test
  void anAuthorWhoCannotBeReadIsPermerrorAndRefused() {
    Dmarc found = dmarc(IncomingView.sample().headers("Subject: x\r\n\r\n").checked(STRANGER));
    assertThat(found.value()).isEqualTo(Value.PERMERROR);
    headers(from("").checked(found)).rejects("5.7.1");
  }

  @Test
  void withoutEnforcementWhatIsFoundIsWrittenAndNothingElseHappens() {
    plugin.component.modified(Map.of());
    Dmarc fail = new Dmarc(Value.FAIL, Optional.of(AUTHOR), Dmarc.Policy.REJECT, "nobody backs it");
    plugin.harness.notes().put(Notes.Scope.TRANSACTION, ResultsField.ARC_NOTE, "arc=pass");
    assertThat(written(headers(from("a@bank.example").checked(STRANGER).checked(fail)).proceeds()))
        .isEqualTo(
            "mx.local.example;\r\n\tspf=pass smtp.mailfrom=evil.example;\r\n\tdmarc=fail\r\n\t(nobody backs it)"
                + " header.from=bank.example policy.dmarc=reject;\r\n\tarc=pass");
  }

  @Test
  void aFailureOfSpfRefusesOnlyWhereItIsWanted() {
    Spf fail = new Spf(Value.FAIL, new MailDomain("client.example"), "");
    headers(from("a@x.example").checked(fail)).proceeds();
    plugin.component.modified(Map.of("spfPolicy", "enforce"));
    headers(from("a@x.example").checked(fail)).rejects("5.7.23");
    headers(from("a@x.example").checked(new Spf(Value.TEMPERROR, AUTHOR, ""))).proceeds();
  }

  @Test
  void forgedFieldsGoAndThoseOfOthersStayInOrder() {
    String headers =
        """
        Authentication-Results: one.example; spf=pass
        authentication-results: mx.local.example; dmarc=pass
        Authentication-Results: two.example; none
        From: a@x.example

        """;
    List<Edit> edits = headers(IncomingView.sample().headers(headers.replace("\n", "\r\n"))).proceeds().edits();
    assertThat(edits.get(0)).isEqualTo(new Edit.RemoveFields("Authentication-Results"));
    assertThat(edits.subList(1, edits.size()))
        .extracting(edit -> ((Edit.AddField) edit).field().value())
        .containsExactly("two.example; none", "one.example; spf=pass", "mx.local.example; none");
  }

  @Test
  void ourOwnMailIsNotJudgedButForgedFieldsGo() {
    IncomingView mail =
        IncomingView.sample().headers("Authentication-Results: mx.local.example; dmarc=pass\r\nFrom: \r\n\r\n").withoutSession();
    assertThat(dmarc(mail).value()).isEqualTo(Value.NONE);
    assertThat(headers(mail).proceeds().edits()).containsExactly(new Edit.RemoveFields("Authentication-Results"));
  }

  @Test
  void messagesOfClientsThatMayRelayAreWorkOnlyIfTheyCarryResults() {
    SessionView ours = SessionView.sample().authenticated("alice");
    headers(IncomingView.sample().headers("From: a@x.example\r\n\r\n").in(ours)).isIdle();
    IncomingView forged =
        IncomingView.sample().headers("Authentication-Results: mx.local.example; dmarc=pass\r\nFrom: \r\n\r\n").in(ours);
    assertThat(headers(forged).proceeds().edits()).containsExactly(new Edit.RemoveFields("Authentication-Results"));
  }

  @Test
  void aBadChangeLeavesTheLastGoodSettingsInForce() {
    plugin.component.modified(Map.of("dmarcPolicy", "sometimes"));
    headers(from("a@bank.example").checked(new Dmarc(Value.FAIL, Optional.of(AUTHOR), Dmarc.Policy.REJECT, ""))).rejects("5.7.26");
  }

  private void publish(String record) {
    plugin.dns.record("_dmarc.bank.example", "TXT", record);
  }

  private static IncomingView from(String author) {
    return IncomingView.sample().headers("From: " + author + "\r\n\r\n");
  }

  private Dmarc dmarc(IncomingView mail) {
    return (Dmarc) plugin.harness.ask(HookPoints.ON_DMARC_CHECK, plugin.component, mail).result();
  }

  private Asked headers(IncomingView mail) {
    return plugin.harness.ask(HookPoints.ON_HEADERS, plugin.component, mail);
  }

  private static String written(Asked asked) {
    List<Edit> edits = asked.edits();
    String raw = ((Edit.AddField) edits.get(edits.size() - 1)).field().raw();
    return raw.substring(raw.indexOf(':') + 2, raw.length() - 2);
  }
}
