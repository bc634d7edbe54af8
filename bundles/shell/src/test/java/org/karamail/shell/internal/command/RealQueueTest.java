package org.karamail.shell.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;
import org.karamail.model.Transition;
import org.karamail.queue.Lease;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.RecipientUpdate;
import org.karamail.rocksdb.internal.RocksStore;
import org.karamail.testkit.store.OpenStore;
import org.karamail.testkit.store.SampleMail;
import org.karamail.testkit.store.Workbench;

/** The commands on the store that is shipped. */
class RealQueueTest {

  @TempDir private Path home;

  private Workbench bench;
  private KarafShell shell;

  @BeforeEach
  void open() {
    bench = new Workbench(RealQueueTest::open, home);
    shell = new KarafShell(bench.clock(), bench.store());
  }

  @AfterEach
  void close() {
    shell.close();
    bench.close();
  }

  private static OpenStore open(Path folder, Clock clock, QueuePolicy policy) {
    RocksStore store = RocksStore.open(folder, Path.of("target", "native").toAbsolutePath(), clock, policy);
    return OpenStore.of(store, store::close);
  }

  @Test
  void followsAMessageFromItsAcceptanceToItsEnd() {
    QueueId id = bench.accept(SampleMail.to("bea@north.example"));
    assertThat(shell.run("mail:queue-list").lines())
        .hasSize(2)
        .last()
        .isEqualTo(id + "   0s   53B  queued    0  now   ann@sender.example  bea@north.example");

    Lease first = bench.claimOne();
    assertThat(shell.run("mail:trace " + id).lines()).endsWith("     now           ACTIVE     an attempt is under way");
    bench.update(first, List.of(RecipientUpdate.deferred(0, attempt(1, deferred()), bench.now().plusSeconds(30))));
    assertThat(shell.run("mail:queue-show " + id).lines())
        .contains(
            "  subject     sample",
            "  0  bea@north.example  deferred, due 2026-03-01 12:00:30 +00:00 (in 30s)",
            "     last attempt now, took 120 ms, mx.north.example [192.0.2.25]: 451 4.7.1 Come back");

    bench.clock().move(Duration.ofSeconds(31));
    bench.update(bench.claimOne(), List.of(RecipientUpdate.delivered(0, attempt(2, delivered()))));
    assertThat(shell.run("mail:queue-show " + id).text()).contains("is finished and has left the queue");
    assertThat(shell.run("mail:trace " + id).lines())
        .containsExactly(
            id.toString(),
            "  accepted    2026-03-01 12:00:00 +00:00 (31s ago)",
            "  finished    it has left the queue; this is its history",
            "",
            "  0  delivered",
            "     12:00:00.000  ACCEPTED   from <ann@sender.example> to <bea@north.example>, ESMTP on mx from 192.0.2.7"
                + " (client.example), user ann",
            "     12:00:00.000  ACTIVE     attempt 1 by smtp:north.example",
            "     12:00:00.000  DEFERRED   after 120 ms, mx.north.example [192.0.2.25]: 451 4.7.1 Come back",
            "     12:00:31.000  ACTIVE     attempt 2 by smtp:north.example",
            "     12:00:31.000  DELIVERED  after 120 ms, mx.north.example [192.0.2.25]: 250 2.0.0 Ok");
  }

  @Test
  void steersTheQueue() {
    bench.accept(SampleMail.to("bea@north.example", "cleo@south.example"));
    bench.accept(SampleMail.to("dan@south.example"));

    assertThat(shell.run("mail:queue-hold route=smtp:south.*").lines()).containsExactly("held 2 recipients");
    assertThat(bench.claim()).hasSize(1);
    assertThat(shell.run("mail:queue-list state=held --json").ids()).hasSize(2);
    assertThat(shell.run("mail:queue-release recipient=dan@*").lines()).containsExactly("released 1 recipient");
    assertThat(bench.claimOne().recipients()).hasSize(1);
    assertThat(shell.run("mail:queue-delete --yes state=held").lines()).containsExactly("deleted 1 recipient");
    assertThat(shell.run("mail:queue-stats --json").json().at("/recipients/ACTIVE").asInt()).isEqualTo(2);
  }

  @Test
  void retriesWhatFailedWhileItIsKept() {
    bench.accept(SampleMail.to("bea@north.example"));
    Attempt refused = attempt(1, new DeliveryOutcome.Refused(Reply.of(550, "5.1.1", "No such mailbox")));
    bench.update(bench.claimOne(), List.of(RecipientUpdate.ended(0, Transition.FAIL, refused, Optional.empty())));

    assertThat(shell.run("mail:queue-list").lines())
        .containsExactly("nothing is open; what failed lately: mail:queue-list state=error");
    assertThat(shell.run("mail:queue-list state=error").lines()).hasSize(2);
    assertThat(shell.run("mail:queue-retry state=error").lines()).containsExactly("made due 1 recipient");
    assertThat(bench.claim()).hasSize(1);
  }

  @Test
  void pausesUntilResumedAlsoAfterAStart() {
    bench.accept(SampleMail.to("bea@north.example"));

    assertThat(shell.run("mail:queue-pause").status()).isZero();
    bench.reopen();
    assertThat(bench.claim()).isEmpty();
    try (KarafShell restarted = new KarafShell(bench.clock(), bench.store())) {
      assertThat(restarted.run("mail:queue-resume").status()).isZero();
    }
    assertThat(bench.claim()).hasSize(1);
  }

  @Test
  void showsALargeBodyFromItsFile() {
    QueueId id = bench.accept(SampleMail.to("bea@north.example").withBody("0123456789abcde\r".repeat(200_000).getBytes(StandardCharsets.US_ASCII)));

    assertThat(shell.run("mail:queue-show --raw " + id).text()).endsWith("-- cut after 64KB of 3.1MB; --limit 1MB shows more, --all everything\n");
    assertThat(shell.run("mail:queue-show --raw --json --all " + id).json().get("octets").asText()).hasSizeGreaterThan(4_000_000);
  }

  @Test
  void completesTheIdsOfItsMessages() {
    QueueId id = bench.accept(SampleMail.to("bea@north.example"));

    assertThat(shell.complete(IdCompleter.class, "")).containsExactly(id.toString());
  }

  private Attempt attempt(int number, DeliveryOutcome outcome) {
    return new Attempt(
        number,
        bench.now(),
        Duration.ofMillis(120),
        SampleMail.route("north.example"),
        "mx.north.example [192.0.2.25]",
        outcome);
  }

  private static DeliveryOutcome deferred() {
    return new DeliveryOutcome.Deferred(Reply.of(451, "4.7.1", "Come back"));
  }

  private static DeliveryOutcome delivered() {
    return new DeliveryOutcome.Delivered(Reply.of(250, "2.0.0", "Ok"));
  }
}
