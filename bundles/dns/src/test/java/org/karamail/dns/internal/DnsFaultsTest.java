package org.karamail.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.DnsAnswer.Failed;
import org.karamail.dns.DnsAnswer.Kind;
import org.karamail.dns.DnsAnswer.Problem;
import org.karamail.dns.MxRecord;
import org.karamail.testkit.dns.Misbehaviour;
import org.karamail.testkit.dns.ScriptedDns;

/** What a name server can do wrong is a failure for now, never "there is no such thing". */
class DnsFaultsTest {

  private final ScriptedDns dns = ScriptedDns.start().record("example.org", "MX", "10 mx.example.org");
  private final DnsComponent resolver = new DnsComponent(Map.of("servers", dns.server(), "timeout", "1s"));

  @AfterEach
  void close() {
    resolver.deactivate();
    dns.close();
  }

  @ParameterizedTest
  @CsvSource({
    "SERVFAIL, SERVER_FAILURE",
    "REFUSED, SERVER_FAILURE",
    "REFERRAL, SERVER_FAILURE",
    "SILENT, TIMEOUT",
    "WRONG_ID, TIMEOUT",
    "OTHER_PORT, TIMEOUT",
    "ECHO, TIMEOUT",
    "GARBAGE, MALFORMED",
    "WRONG_QUESTION, MALFORMED",
    "TRUNCATED_WITHOUT_TCP, UNREACHABLE",
    "TRUNCATED_TORN_TCP, UNREACHABLE"
  })
  void aServerThatMisbehavesIsAskedThreeTimesAndThenFailsForNow(Misbehaviour how, Problem problem) {
    dns.misbehave("example.org", how);

    DnsAnswer<MxRecord> answer = Asked.mx(resolver, "example.org");

    assertThat(answer).isInstanceOf(Failed.class);
    assertThat(((Failed<MxRecord>) answer).problem()).isEqualTo(problem);
    assertThat(((Failed<MxRecord>) answer).detail()).contains(dns.server());
    assertThat(dns.questions().stream().filter(question -> question.endsWith(" udp"))).hasSize(3);
    assertThat(resolver.statistics().errors()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Misbehaviour.class,
      names = {"SERVFAIL", "SILENT", "GARBAGE", "TRUNCATED_WITHOUT_TCP"})
  void aFailureIsNotRemembered(Misbehaviour how) {
    dns.misbehave("example.org", how);
    assertThat(Asked.mx(resolver, "example.org").kind()).isEqualTo(Kind.FAILED);

    dns.behave("example.org");

    assertThat(Asked.mx(resolver, "example.org").kind()).isEqualTo(Kind.FOUND);
  }

  @Test
  void aForgedDatagramWithAnotherIdIsPassedOver() {
    dns.misbehave("example.org", Misbehaviour.WRONG_ID_FIRST);

    assertThat(Asked.mx(resolver, "example.org").records()).containsExactly(new MxRecord(10, "mx.example.org"));
    assertThat(dns.asked("example.org", "MX")).isEqualTo(1);
  }

  @Test
  void anAnswerThatIsCutIsFetchedOverTcp() {
    dns.misbehave("example.org", Misbehaviour.TRUNCATED);

    assertThat(Asked.mx(resolver, "example.org").kind()).isEqualTo(Kind.FOUND);
    assertThat(dns.questions()).containsExactly("example.org MX udp", "example.org MX tcp");
  }

  @Test
  void fiveHundredMailExchangesArriveInFull() {
    IntStream.range(0, 500).forEach(i -> dns.record("many.example", "MX", i + " mx" + i + ".many.example"));

    assertThat(Asked.mx(resolver, "many.example").records()).hasSize(500).first().isEqualTo(new MxRecord(0, "mx0.many.example"));
  }

  @Test
  void aServerWithoutEdnsIsAskedWithoutIt() {
    dns.misbehave("example.org", Misbehaviour.NO_EDNS);

    assertThat(Asked.mx(resolver, "example.org").kind()).isEqualTo(Kind.FOUND);
  }

  @Test
  void aliasesInACircleFailForNow() {
    dns.record("a.example", "CNAME", "b.example").record("b.example", "CNAME", "a.example");

    assertThat(problem(Asked.ipv4(resolver, "a.example"))).isEqualTo(Problem.ALIAS_LOOP);
  }

  @Test
  void aliasesThatAreToldOneByOneAreFollowedButNotForEver() {
    for (int i = 0; i < 12; i++) {
      dns.record("n" + i + ".example", "CNAME", "n" + (i + 1) + ".example");
      dns.misbehave("n" + i + ".example", Misbehaviour.ALIAS_ONLY);
    }
    dns.record("n12.example", "A", "192.0.2.1");

    assertThat(Asked.ipv4(resolver, "n6.example").kind()).isEqualTo(Kind.FOUND);
    assertThat(problem(Asked.ipv4(resolver, "n0.example"))).isEqualTo(Problem.ALIAS_LOOP);
  }

  @Test
  void whatIsBehindAnAliasThatLeadsNowhereIsNotThere() {
    dns.record("dangling.example", "CNAME", "gone.example");

    assertThat(Asked.ipv4(resolver, "dangling.example").kind()).isEqualTo(Kind.NO_SUCH_NAME);
  }

  @Test
  void theNextServerIsAskedWhereOneIsDead() {
    try (ScriptedDns dead = ScriptedDns.start().down()) {
      resolver.modified(Map.of("servers", dead.server() + ", " + dns.server(), "timeout", "2s"));

      assertThat(Asked.mx(resolver, "example.org").kind()).isEqualTo(Kind.FOUND);
      dns.record("second.example", "MX", "10 mx.example.org");
      assertThat(Asked.mx(resolver, "second.example").kind()).isEqualTo(Kind.FOUND);

      assertThat(dead.questions()).as("the one that answered is asked first from then on").hasSize(1);
    }
  }

  @Test
  void nobodyListeningIsAFailureForNow() {
    ScriptedDns gone = ScriptedDns.start();
    gone.close();
    resolver.modified(Map.of("servers", gone.server(), "timeout", "1s"));

    assertThat(problem(Asked.mx(resolver, "example.org"))).isEqualTo(Problem.UNREACHABLE);
  }

  @Test
  void anAnswerThatComesWithinTheTimeOutCountsHoweverLate() {
    resolver.modified(Map.of("servers", dns.server(), "timeout", "20s"));
    dns.delay("example.org", Duration.ofMillis(400));

    assertThat(Asked.mx(resolver, "example.org").kind()).isEqualTo(Kind.FOUND);
  }

  @Test
  void whileTheServersAreGoneNothingIsRefusedAndAfterwardsAllIsFound() {
    IntStream.range(0, 300).forEach(i -> dns.record("d" + i + ".example", "MX", "10 mx.example"));
    dns.down();
    assertThat(IntStream.range(0, 300).mapToObj(i -> resolver.mx("d" + i + ".example")).toList())
        .allSatisfy(stage -> assertThat(Asked.await(stage).kind()).isEqualTo(Kind.FAILED));

    dns.up();

    assertThat(IntStream.range(0, 300).mapToObj(i -> resolver.mx("d" + i + ".example")).toList())
        .allSatisfy(stage -> assertThat(Asked.await(stage).kind()).isEqualTo(Kind.FOUND));
  }

  private static Problem problem(DnsAnswer<?> answer) {
    assertThat(answer).isInstanceOf(Failed.class);
    return ((Failed<?>) answer).problem();
  }

  @Test
  void aNameFullOfControlCharactersComesEscaped() {
    dns.record("evil.example", "MX", "10 a\u001b[2Jb.example");

    assertThat(Asked.mx(resolver, "evil.example").records()).containsExactly(new MxRecord(10, "a\\027[2jb.example"));
  }
}
