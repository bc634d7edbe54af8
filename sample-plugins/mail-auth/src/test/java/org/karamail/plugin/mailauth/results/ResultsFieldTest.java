package org.karamail.plugin.mailauth.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.hook.CheckResult.Dkim;
import org.karamail.hook.CheckResult.DkimSignature;
import org.karamail.hook.CheckResult.Dmarc;
import org.karamail.hook.CheckResult.Spf;
import org.karamail.hook.CheckResult.Value;
import org.karamail.message.HeaderField;
import org.karamail.model.MailDomain;
import org.karamail.model.ReversePath;

class ResultsFieldTest {

  private static final String OURS = "mx.local.example";
  private static final MailDomain DOMAIN = new MailDomain("client.example");
  private static final ReversePath SENDER = ReversePath.parse("a@client.example").orElseThrow();

  @Test
  void eachResultStandsInALineOfItsOwn() {
    Dkim dkim =
        new Dkim(
            Value.PASS,
            List.of(
                new DkimSignature(Value.PASS, DOMAIN, "s1", ""),
                new DkimSignature(Value.FAIL, DOMAIN, "a \"b\"\\c", "the body is another (or not)")),
            "");
    Dmarc dmarc = new Dmarc(Value.PASS, Optional.of(DOMAIN), Dmarc.Policy.REJECT, "");
    String value = ResultsField.value(OURS, List.of(new Spf(Value.PASS, DOMAIN, "it matches"), dkim, dmarc), SENDER, List.of("arc=none"));
    assertThat(value.split("\r\n\t"))
        .containsExactly(
            "mx.local.example;",
            "spf=pass",
            "(it matches) smtp.mailfrom=client.example;",
            "dkim=pass header.d=client.example header.s=s1;",
            "dkim=fail",
            "(the body is another 'or not') header.d=client.example header.s=\"a \\\"b\\\"\\\\c\";",
            "dmarc=pass header.from=client.example policy.dmarc=reject;",
            "arc=none");
    assertThat(HeaderField.of(ResultsField.NAME, value).raw()).endsWith("arc=none\r\n");
  }

  @Test
  void nothingFoundIsSaid() {
    assertThat(ResultsField.value(OURS, List.of(), SENDER, List.of())).isEqualTo("mx.local.example; none");
  }

  @Test
  void foreignTextCannotAddAResult() {
    Spf spf = new Spf(Value.FAIL, DOMAIN, "x) ; dmarc=pass\r\n header.from=bank.example; (\u0000");
    String value = ResultsField.value(OURS, List.of(spf), ReversePath.NULL, List.of());
    assertThat(value)
        .isEqualTo(
            "mx.local.example;\r\n\tspf=fail\r\n\t(x' ; dmarc=pass?? header.from=bank.example; '?) smtp.helo=client.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mx.local.example; dkim=pass", "MX.Local.Example 1; none", "mx.local.example", "(a (b) \\) c) mx.local.example(d); none",
        "\"mx.local.example\"; none", "\"mx\\.local.example\" ; none", "\r\n mx.local.example;\r\n spf=pass", "; dkim=pass", "",
        "(unended"
      })
  void whatNamesUsOrNobodyIsForged(String value) {
    assertThat(ResultsField.isOurs(HeaderField.of("authentication-results", value), OURS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mx.other.example; dkim=pass", "(mx.local.example) other.example; none", "mx.local.example.org; none"})
  void whatOthersSayIsTheirs(String value) {
    assertThat(ResultsField.isOurs(HeaderField.of(ResultsField.NAME, value), OURS)).isFalse();
  }
}
