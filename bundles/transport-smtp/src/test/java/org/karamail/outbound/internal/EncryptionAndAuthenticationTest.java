package org.karamail.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.outbound.internal.Bench.lease;
import static org.karamail.outbound.internal.Bench.letter;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.DeliveryOutcome.Kind;
import org.karamail.model.Fault;
import org.karamail.routing.TlsPolicy;
import org.karamail.testkit.smtp.Act;
import org.karamail.testkit.smtp.PeerStage;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;
import org.karamail.testkit.smtp.TakenMail;

/** How a connection is protected, and how we say who we are. */
class EncryptionAndAuthenticationTest {

  private static final String ANN = "ann@peer.example";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void mailGoesByTlsWhereItIsOffered() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offering("STARTTLS")) {
      bench.to(peer.address());
      assertThat(kind(bench.deliver(lease(ANN), letter("hello\r\n")))).isEqualTo(Kind.DELIVERED);
      assertThat(peer.confirmed()).singleElement().matches(TakenMail::encrypted);
    }
  }

  @Test
  void whereTlsIsDemandedNothingGoesInClear() throws Exception {
    try (ScriptedPeer without = ScriptedPeer.smtp(Script.polite());
        ScriptedPeer broken =
            ScriptedPeer.smtp(Script.at(PeerStage.STARTTLS, Act.reply("454 4.7.0 No"))).offering("STARTTLS")) {
      bench.tls(TlsPolicy.REQUIRE);
      bench.to(without.address(), broken.address());
      assertThat(kind(bench.deliver(lease(ANN), letter("hello\r\n")))).isIn(Kind.UNREACHABLE, Kind.DEFERRED);
      assertThat(without.taken()).isEmpty();
      assertThat(broken.taken()).isEmpty();
    }
  }

  @Test
  void aCertificateThatNobodyHasSignedIsNoIdentity() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offering("STARTTLS")) {
      bench.tls(TlsPolicy.VERIFY);
      bench.to(peer.address());
      DeliveryOutcome outcome = bench.deliver(lease(ANN), letter("hello\r\n")).get(0).outcome();

      assertThat(((DeliveryOutcome.Unreachable) outcome).fault().category()).isEqualTo(Fault.Category.TLS);
      assertThat(peer.taken()).isEmpty();
    }
  }

  @Test
  void textInClearBehindTheAnswerToStartTlsIsNeverReadAsEncrypted() throws Exception {
    Script injecting = Script.at(PeerStage.STARTTLS, Act.reply("220 Go ahead", "250 injected"));
    try (ScriptedPeer peer = ScriptedPeer.smtp(injecting).offering("STARTTLS")) {
      bench.tls(TlsPolicy.REQUIRE);
      bench.to(peer.address());
      DeliveryOutcome outcome = bench.deliver(lease(ANN), letter("hello\r\n")).get(0).outcome();

      assertThat(((DeliveryOutcome.Unreachable) outcome).fault().detail()).contains("text in clear");
      assertThat(peer.taken()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2"})
  void aSmartHostIsGivenOurCredentials(String mechanism) throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offering("AUTH " + mechanism)) {
      bench.set(withMechanisms(List.of(mechanism)));
      bench.credentials(ScriptedPeer.USER, ScriptedPeer.SECRET);
      bench.to(peer.address());

      assertThat(kind(bench.deliver(lease(ANN), letter("hello\r\n")))).isEqualTo(Kind.DELIVERED);
      assertThat(peer.confirmed().get(0).user()).contains(ScriptedPeer.USER);
    }
  }

  @Test
  void mailForASmartHostThatRefusesOurCredentialsWaits() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offering("AUTH PLAIN")) {
      bench.credentials(ScriptedPeer.USER, "wrong");
      bench.to(peer.address());

      assertThat(kind(bench.deliver(lease(ANN), letter("hello\r\n")))).isEqualTo(Kind.UNREACHABLE);
      assertThat(peer.taken()).isEmpty();
    }
  }

  private OutboundSettings withMechanisms(List<String> mechanisms) {
    OutboundSettings old = bench.settings();
    return new OutboundSettings(
        old.heloName(), old.source(), old.patience(), old.keeping(), old.tls(), old.tlsClient(), mechanisms);
  }

  private static Kind kind(List<RecipientOutcome> outcomes) {
    return outcomes.get(0).outcome().kind();
  }
}
