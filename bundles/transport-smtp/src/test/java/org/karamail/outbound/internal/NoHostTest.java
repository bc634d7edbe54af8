package org.karamail.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.outbound.internal.Bench.lease;
import static org.karamail.outbound.internal.Bench.letter;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.DeliveryOutcome.Kind;
import org.karamail.model.Fault;
import org.karamail.model.Reply;
import org.karamail.routing.Destination;
import org.karamail.routing.TlsPolicy;
import org.karamail.testkit.net.ClosedPort;
import org.karamail.testkit.smtp.Act;
import org.karamail.testkit.smtp.PeerStage;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;

/** Mail for which there is no host, or none that will have it now: only what is certain refuses it. */
class NoHostTest {

  private static final Fault SERVFAIL = new Fault(Fault.Category.DNS, "MX of peer.example: SERVFAIL");
  private static final Reply NULL_MX = Reply.of(556, "5.1.10", "The recipient's domain takes no mail (null MX)");

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whatNameServersCannotSayDefersAsAFaultOfDns() throws Exception {
    bench.leadsTo(new Destination.Unresolved("peer.example", SERVFAIL, List.of()));

    assertThat(outcome()).isEqualTo(new DeliveryOutcome.Unreachable(SERVFAIL));
  }

  @Test
  void aDomainThatTakesNoMailRefusesWithItsReply() throws Exception {
    bench.leadsTo(new Destination.Refused("peer.example", NULL_MX, List.of()));

    assertThat(outcome()).isEqualTo(new DeliveryOutcome.Refused(NULL_MX));
  }

  @ParameterizedTest
  @EnumSource(
      value = TlsPolicy.class,
      names = {"DANE", "MTA_STS"})
  void aPolicyThatThisBuildCannotFollowIsNotPassedOver(TlsPolicy policy) throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offering("STARTTLS")) {
      bench.tls(policy);
      bench.to(peer.address());

      assertThat(((DeliveryOutcome.Unreachable) outcome()).fault().category()).isEqualTo(Fault.Category.TLS);
      assertThat(peer.connections()).isZero();
    }
  }

  @Test
  void aBannerThatRefusesForGoodSaysNothingOfTheMailEvenWhereNoOtherHostIs() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.at(PeerStage.BANNER, Act.reply("554 5.7.1 Go away")))) {
      bench.to(peer.address());

      assertThat(outcome().kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(outcome().summary()).contains("554 5.7.1 Go away");
    }
  }

  @Test
  void nobodyAtTheAddressIsAFaultOfTheConnection() throws Exception {
    try (ClosedPort nobody = ClosedPort.hold()) {
      bench.to(nobody.address());

      assertThat(((DeliveryOutcome.Unreachable) outcome()).fault().category()).isEqualTo(Fault.Category.CONNECTION);
    }
  }

  private DeliveryOutcome outcome() throws InterruptedException {
    return bench.deliver(lease("ann@peer.example"), letter("hello\r\n")).get(0).outcome();
  }
}
