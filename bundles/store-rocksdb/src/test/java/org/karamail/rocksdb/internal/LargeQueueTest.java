package org.karamail.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.message.HeaderBlock;
import org.karamail.model.NodeId;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.Lease;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.Selector;
import org.karamail.queue.store.Submission;
import org.karamail.rocksdb.internal.db.Changes;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.db.Recovery;
import org.karamail.rocksdb.internal.db.RocksDatabase;
import org.karamail.rocksdb.internal.record.BodyPlace;
import org.karamail.rocksdb.internal.record.Keys;
import org.karamail.rocksdb.internal.record.MessageRecord;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.testkit.store.SampleMail;
import org.karamail.testkit.store.Workbench;

/** A hundred thousand messages lie in the queue when it is opened. */
class LargeQueueTest {

  private static final int MESSAGES = 100_000;
  private static final int SLICE = 5_000;

  @TempDir private Path home;
  private Workbench bench;

  @BeforeEach
  void openStore() {
    bench = new Workbench(OpenRocksStore::in, home);
  }

  @AfterEach
  void closeStore() {
    bench.close();
  }

  @Test
  void allOfThemAreScheduledCountedAndListedPageByPage() {
    bench.close();
    fill();

    bench.reopen();

    assertThat(bench.store().statistics().messages()).isEqualTo(MESSAGES);
    assertThat(bench.store().statistics().count(RecipientState.QUEUED)).isEqualTo(MESSAGES);
    assertThat(bench.store().statistics().routes()).hasSize(7).allMatch(line -> line.waiting() >= MESSAGES / 7);
    List<Lease> leases = bench.claim(500);
    assertThat(leases).hasSize(500);
    assertThat(bench.store().content(leases.get(0).id()).headers().size()).isPositive();
    assertThat(pages()).isEqualTo(MESSAGES);
    assertThat(Workbench.await(bench.store().hold(Selector.ALL.in(java.util.Set.of(RecipientState.QUEUED)), "stop")))
        .isEqualTo(MESSAGES - 500);
    assertThat(bench.claim()).isEmpty();
  }

  private int pages() {
    int listed = 0;
    Optional<QueueId> after = Optional.empty();
    List<QueuedMessage> page = bench.store().search(Selector.ALL, after, 10_000);
    while (!page.isEmpty()) {
      listed += page.size();
      after = Optional.of(page.get(page.size() - 1).id());
      page = bench.store().search(Selector.ALL, after, 10_000);
    }
    return listed;
  }

  /** Writes the records as commits would, without a sync for each. */
  private void fill() {
    Instant now = bench.now();
    try (Database database = RocksDatabase.open(bench.folder().resolve("db"), Recovery.TORN_TAIL)) {
      for (int from = 0; from < MESSAGES; from += SLICE) {
        Changes changes = new Changes();
        for (int i = from; i < from + SLICE; i++) {
          SampleMail mail = SampleMail.to("user@host" + i % 7 + ".example");
          add(changes, new QueueId((now.toEpochMilli() << 20) + i, NodeId.SINGLE), mail.submission(now), mail);
        }
        database.write(List.of(changes));
      }
    }
  }

  private static void add(Changes changes, QueueId id, Submission submission, SampleMail mail) {
    MessageRecord message = MessageRecord.of(submission, BodyPlace.INLINE, 0, 0);
    byte[] recipient = Keys.recipient(id, 0);
    changes.put(Family.MESSAGE, Keys.message(id), message.encode(id, HeaderBlock.of(mail.headers())));
    changes.put(
        Family.RECIPIENT,
        recipient,
        RecipientRecord.of(submission, submission.recipients().get(0)).encode(recipient));
  }
}
