package org.karamail.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann@example.org",
        "a.b.c@example.org",
        "!#$%&'*+-/=?^_`{|}~@example.org",
        "ann+tag@sub.example.org",
        "\"two words\"@example.org",
        "\"back\\\\slash and \\\"quote\\\"\"@example.org",
        "\"a@b\"@example.org",
        "\".dot\"@example.org",
        "jürgen@bücher.example",
        "用户@例子.广告",
        "ann@[192.0.2.1]",
        "ann@[ipv6:2001:db8::1]"
      })
  void anAddressIsWrittenAsItWasRead(String text) {
    Mailbox mailbox = Mailbox.parse(text).orElseThrow();

    assertThat(mailbox).hasToString(text);
    assertThat(Mailbox.parse(mailbox.toString())).contains(mailbox);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "\"ann\"@example.org | ann@example.org",
        "\"\\a\\n\\n\"@example.org | ann@example.org",
        "Ann@EXAMPLE.Org | Ann@example.org",
        "ann@[IPv6:2001:DB8::1] | ann@[ipv6:2001:db8::1]"
      })
  void spellingsThatMeanTheSameBecomeTheSame(String text, String plain) {
    assertThat(Mailbox.parse(text)).contains(Mailbox.parse(plain).orElseThrow());
  }

  @Test
  void theCaseOfALocalPartIsTheReceivingHostsAffair() {
    assertThat(Mailbox.parse("Ann@example.org")).isNotEqualTo(Mailbox.parse("ann@example.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "ann",
        "ann@",
        "@example.org",
        "<ann@example.org>",
        "ann@example.org ",
        " ann@example.org",
        "ann @example.org",
        "ann@ example.org",
        "ann@@example.org",
        "ann@example..org",
        "ann@.example.org",
        "ann@exa mple.org",
        "ann@-example.org",
        "ann@example-.org",
        ".ann@example.org",
        "ann.@example.org",
        "a..n@example.org",
        "ann(comment)@example.org",
        "ann,bea@example.org",
        "\"ann@example.org",
        "ann\"@example.org",
        "\"ann\"bea@example.org",
        "\"a\"n\"@example.org",
        "\"ann\\\"@example.org",
        "\"\"@example.org",
        "ann\r\n@example.org",
        "\"ann\r\nRCPT TO:<bea\"@example.org",
        "\"ann\\\n\"@example.org",
        "ann\u0000@example.org",
        "\"ann\u0000\"@example.org",
        "\"ann\u007f\"@example.org",
        "\"ann\u009b31m\"@example.org",
        "\"ann\u2028bea\"@example.org",
        "ann\u00a0bea@example.org",
        "ann\ud800@example.org",
        "ann@example.org\u0000",
        "ann@[192.0.2.1",
        "ann@192.0.2.1]",
        "ann@[192.0.2]",
        "ann@[192.0.2.256]",
        "ann@[192.0.2.01]",
        "ann@[2001:db8::1]",
        "ann@[ipv6:192.0.2.1]",
        "ann@[]",
        "ann@[tag:content]"
      })
  void everythingElseIsNoAddress(String text) {
    assertThat(Mailbox.parse(text)).isEmpty();
  }

  /** Attack class "relay" of the reliability document: a stranger's t at F, spelled so that L looks like its host. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "t%F.example@L.example        | t%F.example     | l.example",
        "\"t@F.example\"@L.example    | t@F.example     | l.example",
        "\"t@F.example\\\"\"@L.example | t@F.example\"  | l.example",
        "F.example!t@L.example        | F.example!t     | l.example",
        "t=F.example@L.example        | t=F.example     | l.example",
        "t\uff20F.example@L.example   | t\uff20F.example | l.example"
      })
  void nothingInALocalPartIsReadAsAnotherAddress(String text, String localPart, String domain) {
    Mailbox mailbox = Mailbox.parse(text).orElseThrow();

    assertThat(mailbox.localPart()).isEqualTo(localPart);
    assertThat(mailbox.domain().text()).isEqualTo(domain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@L.example:t@F.example",
        "@L.example,@M.example:t@F.example",
        "t@F.example@L.example",
        "t@L.example@F.example",
        "t@F.example.",
        "t@L.example.",
        "t@L.example:25",
        "t@L.example\uff0e",
        "t@L.example\u3002",
        "t\uff20L.example",
        "t@[192.0.2.1]@L.example",
        "t@[192.0.2.1].L.example",
        "t@[L.example]",
        "t@[::ffff:192.0.2.1]",
        "t@#1234"
      })
  void relaySpellingsOutsideTheGrammarAreRefused(String text) {
    assertThat(Mailbox.parse(text)).isEmpty();
  }

  @Test
  void anAddressLiteralIsNeverTheHostNameOfTheSameDigits() {
    assertThat(Mailbox.parse("t@[192.0.2.1]").orElseThrow().domain())
        .isNotEqualTo(Mailbox.parse("t@192.0.2.1").orElseThrow().domain());
  }

  @Test
  void aLocalPartHasUpToSixtyFourOctets() {
    assertThat(Mailbox.parse("a".repeat(64) + "@example.org")).isPresent();
    assertThat(Mailbox.parse("a".repeat(65) + "@example.org")).isEmpty();
    assertThat(Mailbox.parse("ü".repeat(32) + "@example.org")).isPresent();
    assertThat(Mailbox.parse("ü".repeat(33) + "@example.org")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ann@example.org, false", "jürgen@example.org, true", "ann@bücher.example, true", "ann@[192.0.2.1], false"})
  void onlyWhatIsBeyondAsciiNeedsAHopThatSpeaksSmtpUtf8(String text, boolean international) {
    assertThat(Mailbox.parse(text).orElseThrow().isInternational()).isEqualTo(international);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\u2029b", "\ud800"})
  void aMailboxThatCannotBeWrittenCannotBeMade(String localPart) {
    MailDomain domain = new MailDomain("example.org");

    assertThatThrownBy(() -> new Mailbox(localPart, domain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 64 octets");
  }

  @Test
  void whateverIsAMailboxIsReadBackAsTheSame() {
    String signs = "aZ9.\"\\@ <>(),;:[]%!ü用\t";
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder local = new StringBuilder();
      random.ints(random.nextInt(1, 8), 0, signs.length()).forEach(at -> local.append(signs.charAt(at)));
      Optional<Mailbox> made = made(local.toString());

      made.ifPresent(mailbox -> assertThat(Mailbox.parse(mailbox.toString())).contains(mailbox));
    }
  }

  private static Optional<Mailbox> made(String localPart) {
    return localPart.indexOf('\t') >= 0
        ? Optional.empty()
        : Optional.of(new Mailbox(localPart, new MailDomain("example.org")));
  }

  @Test
  void theNullSenderIsTheEmptyText() {
    assertThat(ReversePath.parse("")).contains(ReversePath.NULL);
    assertThat(ReversePath.NULL.isNull()).isTrue();
    assertThat(ReversePath.NULL).hasToString("");
    assertThat(ReversePath.parse("ann@example.org").orElseThrow()).hasToString("ann@example.org");
    assertThat(ReversePath.parse("ann@example.org")).isEqualTo(ReversePath.parse("ann@EXAMPLE.org"));
    assertThat(ReversePath.parse("<>")).isEmpty();
    assertThat(ReversePath.parse("ann")).isEmpty();
  }
}
