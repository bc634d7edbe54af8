package org.karamail.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.queue.store.Draft;
import org.karamail.testkit.store.SampleMail;
import org.karamail.testkit.store.Workbench;

/** How many senders wait for the disk. The listener keeps the committing thread busy, as a slow sync would. */
class ArrivingTest {

  private static final SampleMail MAIL = SampleMail.to("bea@north.example");

  @TempDir private Path home;

  @Test
  void whoeverHasCommittedCountsUntilTheMessageIsDurable() throws Exception {
    CountDownLatch synced = new CountDownLatch(1);
    try (Workbench bench = new Workbench(OpenRocksStore::in, home);
        AutoCloseable slow = bench.store().onWork(() -> awaitQuietly(synced))) {
      bench.accept(MAIL);
      List<CompletionStage<Void>> commits = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Draft draft = bench.draft(MAIL);
        commits.add(draft.commit(MAIL.submission(bench.now())));
      }

      assertThat(bench.store().arriving()).isEqualTo(5);
      synced.countDown();
      commits.forEach(Workbench::await);
      Awaitility.await().until(() -> bench.store().arriving() == 0);
      assertThat(slow).isNotNull();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
