package org.karamail.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.message.Message;
import org.karamail.model.DeliveryOutcome;
import org.karamail.testkit.net.ClosedPort;
import org.karamail.testkit.smtp.Act;
import org.karamail.testkit.smtp.PeerStage;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;

/**
 * Every fault at every stage, and what comes of it: the table of docs/outcomes.md, cell by cell.
 *
 * <pre>
 *   attempt ──▶ the peer that misbehaves (first host) ──fault──▶ the healthy peer (second host)
 * </pre>
 *
 * <p>There are always two hosts, so that it shows whether the second was tried; two recipients, so that it shows who is
 * harmed; and afterwards no connection is left in use.
 */
class FaultMatrixTest {

  private static final Duration STAGE = Duration.ofMillis(700);
  private static final String ANN = "ann@peer.example";
  private static final String BOB = "bob@peer.example";

  static List<OutcomesPage.Cell> cells() {
    return OutcomesPage.cells();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void aFault(OutcomesPage.Cell cell) throws Exception {
    if (cell.stage().equals("connect")) {
      atConnect(cell);
      return;
    }
    PeerStage stage = stage(cell.stage());
    try (ScriptedPeer bad = ScriptedPeer.smtp(script(cell, stage));
        ScriptedPeer good = ScriptedPeer.smtp(Script.polite());
        Bench bench = new Bench()) {
      offer(stage, bad, good, bench);
      bench.set(Bench.settings(STAGE));
      bench.to(bad.address(), good.address());

      List<RecipientOutcome> outcomes = bench.deliver(Bench.lease(ANN, BOB), letter(stage));
      if (stage == PeerStage.QUIT) {
        bench.connections().close();
        await().atMost(Bench.PATIENCE).until(() -> bad.commands().stream().anyMatch(line -> line.endsWith(" QUIT")));
      }

      check(cell.outcome(), outcomes, bad, good);
      isFreed(bench, bad, good);
    }
  }

  /** Refused and black-holed connections. */
  private static void atConnect(OutcomesPage.Cell cell) throws Exception {
    try (DeafPort deaf = new DeafPort();
        ClosedPort nobody = ClosedPort.hold();
        ScriptedPeer good = ScriptedPeer.smtp(Script.polite());
        Bench bench = new Bench()) {
      bench.set(Bench.settings(STAGE));
      bench.to(cell.fault().equals("hang") ? deaf.address() : nobody.address(), good.address());

      List<RecipientOutcome> outcomes = bench.deliver(Bench.lease(ANN, BOB), Bench.letter("hello\r\n"));

      assertThat(cell.outcome()).isEqualTo("next");
      assertThat(outcomes).extracting(one -> one.outcome().kind()).containsOnly(DeliveryOutcome.Kind.DELIVERED);
      assertThat(good.confirmed()).hasSize(1);
      isFreed(bench, good);
    }
  }

  private static void check(String expected, List<RecipientOutcome> outcomes, ScriptedPeer bad, ScriptedPeer good)
      throws Exception {
    DeliveryOutcome ann = outcomes.get(0).outcome();
    DeliveryOutcome bob = outcomes.get(1).outcome();
    assertThat(outcomes).hasSize(2);
    switch (expected) {
      case "next" -> {
        assertThat(List.of(ann.kind(), bob.kind())).containsOnly(DeliveryOutcome.Kind.DELIVERED);
        assertThat(good.confirmed()).hasSize(1);
        assertThat(bad.taken()).isEmpty();
      }
      case "clear" -> {
        assertThat(List.of(ann.kind(), bob.kind())).containsOnly(DeliveryOutcome.Kind.DELIVERED);
        assertThat(bad.confirmed()).singleElement().matches(mail -> !mail.encrypted());
        assertThat(bad.connections()).isEqualTo(2);
        assertThat(good.connections()).isZero();
      }
      case "defer" -> {
        assertThat(List.of(isTemporary(ann), isTemporary(bob))).containsOnly(true);
        assertThat(good.connections()).isZero();
        assertThat(bad.confirmed()).isEmpty();
      }
      case "refuse" -> {
        assertThat(List.of(ann.kind(), bob.kind())).containsOnly(DeliveryOutcome.Kind.REFUSED);
        assertThat(good.connections()).isZero();
        assertThat(bad.confirmed()).isEmpty();
      }
      case "defer one" -> oneOnly(DeliveryOutcome.Kind.DEFERRED, ann, bob, bad);
      case "refuse one" -> oneOnly(DeliveryOutcome.Kind.REFUSED, ann, bob, bad);
      case "unknown" -> {
        assertThat(List.of(ann.kind(), bob.kind())).containsOnly(DeliveryOutcome.Kind.UNKNOWN);
        assertThat(good.connections()).isZero();
      }
      case "deliver" -> {
        assertThat(List.of(ann.kind(), bob.kind())).containsOnly(DeliveryOutcome.Kind.DELIVERED);
        assertThat(bad.confirmed()).hasSize(1);
        assertThat(good.connections()).isZero();
      }
      default -> throw new AssertionError("docs/outcomes.md says what this test does not know: " + expected);
    }
  }

  private static void oneOnly(
      DeliveryOutcome.Kind kind, DeliveryOutcome ann, DeliveryOutcome bob, ScriptedPeer bad) {
    assertThat(ann.kind()).isEqualTo(kind);
    assertThat(bob.kind()).isEqualTo(DeliveryOutcome.Kind.DELIVERED);
    assertThat(bad.confirmed()).singleElement().satisfies(
        mail -> assertThat(mail.recipients()).containsExactly("RCPT TO:<" + BOB + ">"));
  }

  private static boolean isTemporary(DeliveryOutcome outcome) {
    return outcome.kind() == DeliveryOutcome.Kind.DEFERRED || outcome.kind() == DeliveryOutcome.Kind.UNREACHABLE;
  }

  /** Nothing is in use after the attempt, and nothing is open after the end. */
  private static void isFreed(Bench bench, ScriptedPeer... peers) {
    assertThat(bench.connections().statistics().active()).isZero();
    bench.close();
    assertThat(bench.connections().statistics().total()).isZero();
    for (ScriptedPeer peer : peers) {
      await().atMost(Bench.PATIENCE).until(() -> peer.open() == 0 || hangs(peer));
    }
  }

  /** A peer that reads nothing any more does not see that we are gone; its thread ends with the peer. */
  private static boolean hangs(ScriptedPeer peer) {
    return peer.script().at(new Script.Moment(PeerStage.NOOP, "hangs?", 0, 0)).kind() == Act.Kind.HANG;
  }

  private static Script script(OutcomesPage.Cell cell, PeerStage stage) {
    Act act = act(cell.fault());
    boolean once = stage == PeerStage.STARTTLS || stage == PeerStage.HANDSHAKE;
    boolean first = stage == PeerStage.RCPT && act.kind() == Act.Kind.REPLY;
    return moment -> {
      if (moment.stage() == PeerStage.NOOP && moment.line().equals("hangs?")) {
        return act;
      }
      boolean here = moment.stage() == stage && (!once || moment.connection() == 1) && (!first || moment.occurrence() == 1);
      return here ? act : Act.polite();
    };
  }

  private static Act act(String fault) {
    return switch (fault) {
      case "4yz" -> Act.reply("451 4.3.0 Not now");
      case "5yz" -> Act.reply("554 5.7.1 Never");
      case "421" -> Act.reply("421 4.3.2 Shutting down");
      case "close" -> Act.of(Act.Kind.CLOSE);
      case "reset" -> Act.of(Act.Kind.RESET);
      case "hang" -> Act.of(Act.Kind.HANG);
      case "drip" -> Act.of(Act.Kind.DRIP);
      case "garbage" -> Act.of(Act.Kind.GARBAGE);
      case "endless line" -> Act.of(Act.Kind.ENDLESS_LINE);
      case "250 then close" -> Act.of(Act.Kind.OK_THEN_CLOSE);
      default -> throw new AssertionError("docs/outcomes.md names a fault that this test cannot play: " + fault);
    };
  }

  private static PeerStage stage(String name) {
    return switch (name) {
      case "final dot" -> PeerStage.DOT;
      default -> PeerStage.valueOf(name.toUpperCase(java.util.Locale.ROOT));
    };
  }

  private static void offer(PeerStage stage, ScriptedPeer bad, ScriptedPeer good, Bench bench) {
    if (stage == PeerStage.STARTTLS || stage == PeerStage.HANDSHAKE) {
      bad.offering("STARTTLS");
    }
    if (stage == PeerStage.AUTH) {
      bad.offering("AUTH PLAIN");
      good.offering("AUTH PLAIN");
      bench.credentials(ScriptedPeer.USER, ScriptedPeer.SECRET);
    }
  }

  private static Message letter(PeerStage stage) {
    return stage == PeerStage.BODY ? Bench.largeLetter(16L * 1024 * 1024) : Bench.letter("hello\r\n");
  }
}
