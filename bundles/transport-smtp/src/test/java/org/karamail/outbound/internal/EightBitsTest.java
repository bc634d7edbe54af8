package org.karamail.outbound.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.outbound.internal.Bench.lease;
import static org.karamail.outbound.internal.Bench.letter;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.BodyType;
import org.karamail.model.DeliveryOutcome.Kind;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;
import org.karamail.testkit.smtp.TakenMail;

/** Octets beyond ASCII, and hosts that do not take them (RFC 6152). */
class EightBitsTest {

  private static final String ANN = "ann@peer.example";
  private static final String LATIN = "gr\u00fc\u00dfe an alle hier, und noch mehr text ohne umlaute\r\n";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @EnumSource(BodyType.class)
  void aHostThatTakesSevenBitsGetsThemWhateverTheClientDeclared(BodyType declared) throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offeringOnly("SIZE 1000")) {
      bench.to(peer.address());
      List<RecipientOutcome> outcomes = bench.deliver(lease(declared, ANN), letter(LATIN));

      assertThat(outcomes.get(0).outcome().kind()).isEqualTo(Kind.DELIVERED);
      TakenMail mail = peer.confirmed().get(0);
      assertThat(mail.text())
          .isEqualTo(
              String.join(
                  "\r\n",
                  "Subject: hello",
                  "Content-Transfer-Encoding: quoted-printable",
                  "MIME-Version: 1.0",
                  "Content-Type: text/plain; charset=unknown-8bit",
                  "",
                  "gr=FC=DFe an alle hier, und noch mehr text ohne umlaute",
                  ""));
      assertThat(mail.mail()).isEqualTo("MAIL FROM:<ann@sender.example> SIZE=" + mail.text().length());
    }
  }

  @Test
  void aHostThatTakesEightBitsGetsTheMessageAsItIs() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite())) {
      bench.to(peer.address());
      bench.deliver(lease(BodyType.EIGHT_BIT_MIME, ANN), letter(LATIN));

      assertThat(peer.confirmed().get(0).text()).isEqualTo("Subject: hello\r\n\r\n" + LATIN);
      assertThat(peer.confirmed().get(0).mail()).endsWith(" BODY=8BITMIME");
    }
  }

  @Test
  void whatIsSignedIsRefusedByNoHostButByUs() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offeringOnly("PIPELINING")) {
      bench.to(peer.address());
      HeaderBlock signed = HeaderBlock.of("DKIM-Signature: v=1\r\n\r\n".getBytes(ISO_8859_1));
      Message message = new Message(signed, Body.of(LATIN.getBytes(ISO_8859_1)));

      assertThat(bench.deliver(lease(BodyType.EIGHT_BIT_MIME, ANN), message).get(0).outcome().summary())
          .startsWith("554 5.6.3 ");
      assertThat(peer.taken()).isEmpty();
    }
  }
}
