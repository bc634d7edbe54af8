package org.karamail.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.outbound.internal.Bench.lease;
import static org.karamail.outbound.internal.Bench.letter;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.model.Attempt;
import org.karamail.model.BodyType;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.DeliveryOutcome.Kind;
import org.karamail.model.Fault;
import org.karamail.model.Route;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;

/** Which hosts are tried, and in which order. */
class HostOrderTest {

  private static final String ANN = "ann@peer.example";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aHostThatAPluginPassesOverIsNotConnectedToAndTheNextOneIs() throws Exception {
    try (ScriptedPeer shunned = ScriptedPeer.smtp(Script.polite()); ScriptedPeer next = ScriptedPeer.smtp(Script.polite())) {
      bench.to(shunned.address(), next.address());
      List<RecipientOutcome> outcomes =
          bench.deliver(lease(ANN), letter("hello\r\n"), new PassingOver(shunned.address().getPort()));

      assertThat(kind(outcomes)).isEqualTo(Kind.DELIVERED);
      assertThat(shunned.connections()).isZero();
      assertThat(next.confirmed()).hasSize(1);
    }
  }

  @Test
  void whereAPluginPassesEveryHostOverTheMailWaits() throws Exception {
    try (ScriptedPeer shunned = ScriptedPeer.smtp(Script.polite())) {
      bench.to(shunned.address());
      List<RecipientOutcome> outcomes =
          bench.deliver(lease(ANN), letter("hello\r\n"), new PassingOver(shunned.address().getPort()));

      assertThat(kind(outcomes)).isEqualTo(Kind.UNREACHABLE);
      assertThat(shunned.connections()).isZero();
    }
  }

  @Test
  void theHostThatMayHaveTheMessageIsTriedLast() throws Exception {
    try (ScriptedPeer first = ScriptedPeer.smtp(Script.polite());
        ScriptedPeer second = ScriptedPeer.smtp(Script.polite())) {
      bench.to(first.address(), second.address());
      InetSocketAddress before = first.address();
      Attempt unknown =
          new Attempt(
              1,
              Instant.EPOCH,
              Duration.ofSeconds(1),
              new Route("smtp", "peer.example"),
              "mx" + before.getPort() + ".example [127.0.0.1]:" + before.getPort(),
              new DeliveryOutcome.Unknown(new Fault(Fault.Category.TIMEOUT, "after the final dot")));
      bench.deliver(
          lease("ann@sender.example", BodyType.SEVEN_BIT, Optional.of(unknown), ANN), letter("hello\r\n"));

      assertThat(first.connections()).isZero();
      assertThat(second.confirmed()).hasSize(1);
    }
  }

  private static Kind kind(List<RecipientOutcome> outcomes) {
    return outcomes.get(0).outcome().kind();
  }
}
