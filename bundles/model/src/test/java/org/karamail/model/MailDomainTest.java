package org.karamail.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailDomainTest {

  private static final String LABEL = "a".repeat(63);

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "example.org", "xn--bcher-kva.example", "_dmarc.example.org", "1.example", "a", "bücher.example"})
  void aHostNameIsADomain(String text) {
    assertThat(MailDomain.parse(text)).contains(new MailDomain(text));
    assertThat(new MailDomain(text).isAddressLiteral()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[192.0.2.1]",
        "[0.0.0.0]",
        "[255.255.255.255]",
        "[ipv6:::]",
        "[ipv6:::1]",
        "[ipv6:1::]",
        "[ipv6:2001:db8::1]",
        "[ipv6:1:2:3:4:5:6:7:8]",
        "[ipv6:::ffff:192.0.2.1]",
        "[ipv6:1:2:3:4:5:6:192.0.2.1]"
      })
  void anAddressInBracketsIsADomainAndKeepsThem(String text) {
    MailDomain domain = MailDomain.parse(text).orElseThrow();

    assertThat(domain.isAddressLiteral()).isTrue();
    assertThat(domain).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "example.org.",
        ".example.org",
        "example..org",
        "-example.org",
        "example-.org",
        "exa mple.org",
        "exa\u0000mple.org",
        "example.org\n",
        "[",
        "[]",
        "[192.0.2]",
        "[192.0.2.1.1]",
        "[192.0.2.256]",
        "[192.0.2.001]",
        "[192.0.2.1]x",
        "[ipv6:]",
        "[ipv6:1]",
        "[ipv6::1]",
        "[ipv6:1::2::3]",
        "[ipv6:1:2:3:4:5:6:7:8:9]",
        "[ipv6:1:2:3:4:5:6:7::8]",
        "[ipv6:12345::]",
        "[ipv6:192.0.2.1::1]",
        "[ipv6:192.0.2.1::]",
        "[ipv6:192.0.2.1:1:2:3:4:5:6]",
        "[ipv6:fe80::1%eth0]",
        "[x-tag:1]"
      })
  void everythingElseIsNot(String text) {
    assertThat(MailDomain.parse(text)).isEmpty();
  }

  @Test
  void lengthsAreThoseOfTheStandard() {
    assertThat(MailDomain.parse(LABEL)).isPresent();
    assertThat(MailDomain.parse(LABEL + "a")).isEmpty();
    assertThat(MailDomain.parse(String.join(".", LABEL, LABEL, LABEL, LABEL))).isPresent();
    assertThat(MailDomain.parse(String.join(".", LABEL, LABEL, LABEL, LABEL) + ".a")).isEmpty();
  }

  @Test
  void caseDoesNotTellDomainsApart() {
    assertThat(MailDomain.parse("EXAMPLE.Org")).contains(new MailDomain("example.org"));
    assertThat(MailDomain.parse("BÜCHER.example")).contains(new MailDomain("bücher.example"));
  }

  @Test
  void aDomainIsMadeOfLowerCaseOnly() {
    assertThatThrownBy(() -> new MailDomain("Example.org"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'Example.org'")
        .hasMessageContaining("lower-case host name");
  }

  @Test
  void domainsAreSortedByTheirText() {
    assertThat(new MailDomain("a.example")).isLessThan(new MailDomain("b.example"));
  }
}
