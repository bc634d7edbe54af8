package org.karamail.plugin.mailauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.CheckResult.Spf;
import org.karamail.hook.CheckResult.Value;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.model.MailDomain;
import org.karamail.testkit.dns.Misbehaviour;
import org.karamail.testkit.hook.MailFromView;
import org.karamail.testkit.hook.SessionView;

class SenderCheckTest {

  private final Plugin plugin = Plugin.with();

  @BeforeEach
  void publish() {
    plugin.dns.record("client.example", "TXT", "v=spf1 ip4:192.0.2.0/24 -all exp=why.client.example");
    plugin.dns.record("why.client.example", "TXT", "%{i} is not ours, says %{r}");
    plugin.dns.record("greeting.example", "TXT", "v=spf1 a -all");
    plugin.dns.record("greeting.example", "A", "192.0.2.25");
  }

  @AfterEach
  void close() {
    plugin.close();
  }

  @Test
  void aClientThatTheDomainNamesPasses() {
    Spf found = ask(MailFromView.sample());
    assertThat(found.value()).isEqualTo(Value.PASS);
    assertThat(found.domain()).isEqualTo(new MailDomain("client.example"));
    assertThat(found.detail()).isEqualTo("'ip4:192.0.2.0/24' of client.example matches");
  }

  @Test
  void aStrangerFailsWithTheTextOfTheDomain() {
    Spf found = ask(MailFromView.sample().in(SessionView.sample().from("198.51.100.7")));
    assertThat(found.value()).isEqualTo(Value.FAIL);
    assertThat(found.detail()).endsWith("it says: 198.51.100.7 is not ours, says mx.local.example");
  }

  @Test
  void withoutASenderTheGreetingIsAsked() {
    Spf found = ask(MailFromView.sample().in(SessionView.sample().greeting("greeting.example")).from(""));
    assertThat(found.value()).isEqualTo(Value.PASS);
    assertThat(found.domain()).isEqualTo(new MailDomain("greeting.example"));
  }

  @Test
  void aGreetingThatIsNoDomainIsNone() {
    assertThat(ask(MailFromView.sample().in(SessionView.sample().greeting("[192.0.2.25]")).from("")).value())
        .isEqualTo(Value.NONE);
  }

  @Test
  void aNameServerThatFailsOrKeepsSilentIsTemperror() {
    plugin.dns.misbehave("failing.example", Misbehaviour.SERVFAIL).misbehave("silent.example", Misbehaviour.SILENT);
    assertThat(ask(MailFromView.sample().from("a@failing.example")).value()).isEqualTo(Value.TEMPERROR);
    assertThat(ask(MailFromView.sample().from("a@silent.example")).value()).isEqualTo(Value.TEMPERROR);
  }

  @Test
  void theAnswerComesBeforeTheCallEndsAlsoWhenNameServersAreSlow() {
    plugin.dns.record("slow.example", "TXT", "v=spf1 +all").delay("slow.example", Duration.ofSeconds(10));
    plugin.harness.budget(Duration.ofMillis(350));
    assertThat(ask(MailFromView.sample().from("a@slow.example")).value()).isEqualTo(Value.TEMPERROR);
  }

  @Test
  void threeVoidLookUpsAreTooMany() {
    plugin.dns.record("void.example", "TXT", "v=spf1 a:one.invalid mx:two.invalid exists:three.invalid ip4:192.0.2.25 -all");
    Spf found = ask(MailFromView.sample().from("a@void.example"));
    assertThat(found.value()).isEqualTo(Value.PERMERROR);
    assertThat(found.detail()).contains("void");
  }

  @Test
  void ourOwnClientsAreNotChecked() {
    MailFromView ours = MailFromView.sample().in(SessionView.sample().authenticated("alice"));
    plugin.harness.ask(HookPoints.ON_SPF_CHECK, plugin.component, ours).isIdle();
    assertThat(ask(MailFromView.sample().in(SessionView.sample().from("127.0.0.1"))).value()).isEqualTo(Value.NONE);
    assertThat(plugin.dns.questions()).isEmpty();
  }

  private Spf ask(MailFromView mail) {
    return (Spf) plugin.harness.ask(HookPoints.ON_SPF_CHECK, plugin.component, mail).result();
  }
}
