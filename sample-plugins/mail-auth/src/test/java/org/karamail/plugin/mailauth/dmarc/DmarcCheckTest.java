package org.karamail.plugin.mailauth.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.dns.internal.DnsComponent;
import org.karamail.hook.CheckResult.Dmarc.Policy;
import org.karamail.hook.CheckResult.Value;
import org.karamail.plugin.mailauth.dmarc.Identifiers.Identifier;
import org.karamail.plugin.mailauth.dmarc.Identifiers.Mechanism;
import org.karamail.testkit.dns.Misbehaviour;
import org.karamail.testkit.dns.ScriptedDns;

class DmarcCheckTest {

  private static final Identifiers NOBODY = new Identifiers(List.of(), false);

  private final ScriptedDns dns = ScriptedDns.start();
  private final DnsComponent resolver = new DnsComponent(Map.of("servers", dns.server(), "timeout", "2s", "tries", "1"));

  @AfterEach
  void close() {
    resolver.deactivate();
    dns.close();
  }

  @Test
  void theWalkAsksForEightNamesAtMostAndEndsAtTheTop() {
    check("a.b.c.d.e.f.g.h.i.j.mail.example.com", NOBODY);
    assertThat(dns.questions().stream().map(question -> question.split(" ", -1)[0]))
        .containsExactly(
            "_dmarc.a.b.c.d.e.f.g.h.i.j.mail.example.com",
            "_dmarc.g.h.i.j.mail.example.com",
            "_dmarc.h.i.j.mail.example.com",
            "_dmarc.i.j.mail.example.com",
            "_dmarc.j.mail.example.com",
            "_dmarc.mail.example.com",
            "_dmarc.example.com",
            "_dmarc.com");
  }

  @Test
  void theRecordWithTheFewestLabelsAppliesToNamesWithoutOneOfTheirOwn() {
    publish("b.example.com", "v=DMARC1; p=none").publish("example.com", "v=DMARC1; p=reject");
    assertThat(check("a.b.example.com", NOBODY).policy()).isEqualTo(Policy.REJECT);
    assertThat(check("b.example.com", NOBODY).policy()).isEqualTo(Policy.NONE);
  }

  @Test
  void aDomainThatSaysItIsNoSuffixIsItsOwnOrganization() {
    publish("b.example.com", "v=DMARC1; p=reject; psd=n").publish("example.com", "v=DMARC1; p=none");
    assertThat(check("a.b.example.com", NOBODY).policy()).isEqualTo(Policy.REJECT);
    assertThat(check("a.b.example.com", signed("example.com")).value()).isEqualTo(Value.FAIL);
    assertThat(check("a.b.example.com", signed("c.b.example.com")).value()).isEqualTo(Value.PASS);
  }

  @Test
  void belowAPublicSuffixEachNameIsAnOrganizationAndTheSuffixSpeaksForThoseThatDoNot() {
    publish("bank.example", "v=DMARC1; p=none; sp=quarantine; np=reject; psd=y");
    dns.record("giant.bank.example", "A", "192.0.2.1");
    assertThat(check("giant.bank.example", NOBODY).policy()).isEqualTo(Policy.QUARANTINE);
    assertThat(check("nobody.bank.example", NOBODY).policy()).isEqualTo(Policy.REJECT);
    assertThat(check("giant.bank.example", signed("other.bank.example")).value()).isEqualTo(Value.FAIL);
    assertThat(check("giant.bank.example", signed("mail.giant.bank.example")).value()).isEqualTo(Value.PASS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.com | v=DMARC1; p=reject; sp=none | REJECT",
        "here.example.com | v=DMARC1; p=reject; sp=quarantine; np=none | QUARANTINE",
        "here.example.com | v=DMARC1; p=reject | REJECT",
        "gone.example.com | v=DMARC1; p=none; sp=quarantine; np=reject | REJECT",
        "gone.example.com | v=DMARC1; p=none; sp=quarantine | QUARANTINE",
        "example.com | v=DMARC1; p=reject; t=y | QUARANTINE",
        "example.com | v=DMARC1; p=quarantine; t=y | NONE",
        "example.com | v=DMARC1; p=none; t=y | NONE",
        "example.com | v = DMARC1 ;; P = Reject ; pct=0; unknown=x | REJECT",
        "example.com | v=DMARC1 | NONE",
        "example.com | v=DMARC1; p=refuse; rua=mailto:a@example.com | NONE",
        "example.com | v=DMARC1; p=reject; sp=refuse; rua=mailto:a@example.com | NONE"
      })
  void whatIsAskedForDependsOnWhereTheRecordIsAndWhetherTheNameExists(String author, String record, Policy policy) {
    publish("example.com", record);
    dns.record("here.example.com", "A", "192.0.2.1");
    DmarcAnswer answer = check(author, NOBODY);
    assertThat(answer.value()).isEqualTo(Value.FAIL);
    assertThat(answer.policy()).isEqualTo(policy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=dmarc1; p=reject", "p=reject; v=DMARC1", "v=DMARC12; p=reject", "v=DMARC1; p=refuse", "v=DMARC1; p=reject; sp=x",
        "v=DMARC1; p=; rua=https://example.com", "v=spf1 -all"
      })
  void whatIsNoRecordAppliesToNobody(String record) {
    publish("example.com", record);
    assertThat(check("example.com", signed("example.com")).value()).isEqualTo(Value.NONE);
  }

  @Test
  void twoRecordsAreNone() {
    publish("example.com", "v=DMARC1; p=reject").publish("example.com", "v=DMARC1; p=none");
    assertThat(check("example.com", signed("example.com")).value()).isEqualTo(Value.NONE);
  }

  @Test
  void relaxedMeansTheSameOrganizationAndStrictTheSameName() {
    publish("relaxed.example", "v=DMARC1; p=reject").publish("strict.example", "v=DMARC1; p=reject; adkim=s; aspf=s");
    assertThat(check("relaxed.example", sent("bounces.relaxed.example")).alignment()).isEqualTo(new Alignment(true, false, false));
    assertThat(check("news.relaxed.example", signed("relaxed.example")).alignment()).isEqualTo(new Alignment(false, true, false));
    assertThat(check("strict.example", sent("bounces.strict.example")).value()).isEqualTo(Value.FAIL);
    assertThat(check("strict.example", signed("mail.strict.example")).value()).isEqualTo(Value.FAIL);
    assertThat(check("strict.example", signed("strict.example")).value()).isEqualTo(Value.PASS);
    assertThat(check("relaxed.example", signed("notrelaxed.example")).value()).isEqualTo(Value.FAIL);
  }

  @Test
  void aPolicyThatCannotBeLookedUpIsTemperrorAndAppliesToNobody() {
    publish("example.com", "v=DMARC1; p=reject");
    dns.misbehave("_dmarc.mail.example.com", Misbehaviour.SERVFAIL).misbehave("_dmarc.com", Misbehaviour.SERVFAIL);
    assertThat(check("mail.example.com", NOBODY).value()).isEqualTo(Value.TEMPERROR);
    assertThat(check("www.example.com", NOBODY).value()).isEqualTo(Value.TEMPERROR);
    assertThat(check("example.com", NOBODY).value()).isEqualTo(Value.FAIL);
  }

  @Test
  void aStrangersFailingNameServersDoNotTurnAFailureIntoATemperror() {
    publish("example.com", "v=DMARC1; p=reject");
    dns.misbehave("_dmarc.evil.com", Misbehaviour.SERVFAIL);
    assertThat(check("example.com", signed("evil.com")).value()).isEqualTo(Value.FAIL);
    assertThat(check("example.com", new Identifiers(List.of(new Identifier(Mechanism.SPF, "evil.com", false)), false)).value())
        .isEqualTo(Value.FAIL);
    assertThat(dns.questions()).noneMatch(question -> question.contains("evil.com"));
  }

  @Test
  void whatCouldHaveBackedTheAuthorIsTemperrorWhenItIsOne() {
    publish("example.com", "v=DMARC1; p=reject");
    Identifiers open = new Identifiers(List.of(new Identifier(Mechanism.DKIM, "example.com", false)), false);
    assertThat(check("example.com", open).value()).isEqualTo(Value.TEMPERROR);
    assertThat(check("example.com", new Identifiers(List.of(), true)).value()).isEqualTo(Value.TEMPERROR);
  }

  private DmarcCheckTest publish(String domain, String record) {
    dns.record("_dmarc." + domain, "TXT", record);
    return this;
  }

  private DmarcAnswer check(String author, Identifiers identifiers) {
    return new DmarcCheck(resolver).check(author, identifiers).toCompletableFuture().join();
  }

  private static Identifiers signed(String domain) {
    return new Identifiers(List.of(new Identifier(Mechanism.DKIM, domain, true)), false);
  }

  private static Identifiers sent(String domain) {
    return new Identifiers(List.of(new Identifier(Mechanism.SPF, domain, true)), false);
  }
}
