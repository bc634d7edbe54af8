package org.karamail.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.outbound.internal.Bench.lease;
import static org.karamail.outbound.internal.Bench.letter;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.model.DeliveryOutcome.Kind;
import org.karamail.model.Fault;
import org.karamail.model.Reply;
import org.karamail.routing.Destination;
import org.karamail.testkit.net.ClosedPort;
import org.karamail.testkit.smtp.Act;
import org.karamail.testkit.smtp.PeerStage;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;

/** Mail that none of its own hosts can be given, and a relay that takes such mail. */
class FallbackRelayTest {

  private final AtomicLong nanos = new AtomicLong();
  private final Bench bench = new Bench(nanos::get);
  private final ScriptedPeer relay = ScriptedPeer.smtp(Script.polite()).offering("AUTH PLAIN");
  private final ClosedPort nobody = ClosedPort.hold();

  @AfterEach
  void close() {
    bench.close();
    relay.close();
    nobody.close();
  }

  @Test
  void takesMailWhoseHostIsAway() throws Exception {
    bench.to(nobody.address());
    bench.fallsBackOn(relay.address());

    RecipientOutcome outcome = deliver();

    assertThat(outcome.outcome().kind()).isEqualTo(Kind.DELIVERED);
    assertThat(outcome.peer()).startsWith("backup.example ");
    assertThat(relay.confirmed()).hasSize(1);
  }

  @Test
  void takesMailThatNameServersCannotPlace() throws Exception {
    bench.leadsTo(new Destination.Unresolved("peer.example", new Fault(Fault.Category.DNS, "SERVFAIL"), List.of()));
    bench.fallsBackOn(relay.address());

    assertThat(deliver().outcome().kind()).isEqualTo(Kind.DELIVERED);
  }

  @ParameterizedTest
  @EnumSource(
      value = PeerStage.class,
      names = {"BANNER", "EHLO"})
  void takesMailWhoseHostTurnsEverybodyAway(PeerStage stage) throws Exception {
    try (ScriptedPeer busy = ScriptedPeer.smtp(Script.at(stage, Act.reply("421 4.3.2 Busy")))) {
      bench.to(busy.address());
      bench.fallsBackOn(relay.address());

      assertThat(deliver().outcome().kind()).isEqualTo(Kind.DELIVERED);
      assertThat(relay.confirmed()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PeerStage.class,
      names = {"MAIL", "RCPT", "DATA", "DOT"})
  void isNotAskedOnceAHostHasHeardOfTheMail(PeerStage stage) throws Exception {
    try (ScriptedPeer host = ScriptedPeer.smtp(Script.at(stage, Act.reply("451 4.3.0 Later")))) {
      bench.to(host.address());
      bench.fallsBackOn(relay.address());

      assertThat(deliver().outcome().kind()).isEqualTo(Kind.DEFERRED);
      assertThat(relay.connections()).isZero();
    }
  }

  @Test
  void isNotAskedForADomainThatTakesNoMail() throws Exception {
    bench.leadsTo(new Destination.Refused("peer.example", Reply.of(556, "5.1.10", "No mail"), List.of()));
    bench.fallsBackOn(relay.address());

    assertThat(deliver().outcome().kind()).isEqualTo(Kind.REFUSED);
    assertThat(relay.connections()).isZero();
  }

  @Test
  void isToldNoPasswordOfTheSmartHost() throws Exception {
    bench.credentials(ScriptedPeer.USER, ScriptedPeer.SECRET);
    bench.to(nobody.address());
    bench.fallsBackOn(relay.address());

    assertThat(deliver().outcome().kind()).isEqualTo(Kind.DELIVERED);
    assertThat(relay.commands()).noneMatch(line -> line.contains("AUTH "));
  }

  @Test
  void takesWhatFollowsAtOnceAndTheHostIsTriedAgainAMinuteLater() throws Exception {
    try (ScriptedPeer host = ScriptedPeer.smtp(Script.at(PeerStage.BANNER, Act.reply("421 4.3.2 Busy")))) {
      bench.to(host.address());
      bench.fallsBackOn(relay.address());
      deliver();
      deliver();
      assertThat(host.connections()).isOne();

      nanos.addAndGet(Detours.LASTS.toNanos());
      deliver();
      assertThat(host.connections()).isEqualTo(2);
      assertThat(relay.confirmed()).hasSize(3);
    }
  }

  @Test
  void takesMailThatAPluginKeepsFromItsHostAndNoOther() throws Exception {
    try (ScriptedPeer host = ScriptedPeer.smtp(Script.polite())) {
      bench.to(host.address());
      bench.fallsBackOn(relay.address());

      bench.deliver(lease("bob@peer.example"), letter("hello\r\n"), new PassingOver(host.address().getPort()));
      assertThat(relay.confirmed()).hasSize(1);
      deliver();
      assertThat(host.confirmed()).hasSize(1);
    }
  }

  @Test
  void whenItIsAwayTooTheMailWaitsForItsOwnHosts() throws Exception {
    try (ScriptedPeer host = ScriptedPeer.smtp(Script.polite());
        ClosedPort away = ClosedPort.hold()) {
      bench.to(nobody.address());
      bench.fallsBackOn(relay.address());
      deliver();
      bench.fallsBackOn(away.address());
      assertThat(deliver().outcome().kind()).isEqualTo(Kind.UNREACHABLE);

      bench.to(host.address());
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      assertThat(deliver().peer()).startsWith("mx" + host.address().getPort() + ".example ");
    }
  }

  @Test
  void isNoWayForLmtp() throws Exception {
    bench.to(nobody.address());
    bench.fallsBackOn(relay.address());

    assertThat(bench.deliverByLmtp(lease("bob@peer.example"), letter("hello\r\n")).get(0).outcome().kind())
        .isEqualTo(Kind.UNREACHABLE);
  }

  private RecipientOutcome deliver() throws InterruptedException {
    return bench.deliver(lease("bob@peer.example"), letter("hello\r\n")).get(0);
  }
}
