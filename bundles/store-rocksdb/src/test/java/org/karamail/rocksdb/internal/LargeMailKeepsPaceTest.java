package org.karamail.rocksdb.internal;

import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.queue.store.Draft;
import org.karamail.testkit.store.SampleMail;
import org.karamail.testkit.store.Workbench;

class LargeMailKeepsPaceTest {

  private static final int LARGE = 110 << 10;
  private static final int MORE_THAN_MAY_WAIT = 90;
  private static final SampleMail MAIL = SampleMail.to("bea@north.example").withBody(SampleMail.octets(LARGE, 1));

  @TempDir private Path home;

  /** Several looks, for a wait that the machine slept through cannot be seen. */
  @Test
  void oneThatComesWhileMuchWaitsIsLetInALittleLater() {
    try (Workbench bench = new Workbench(OpenRocksStore::in, home)) {
      for (int i = 0; i < MORE_THAN_MAY_WAIT; i++) {
        bench.accept(MAIL);
      }
      await().until(() -> hasToWait(bench));
    }
  }

  private static boolean hasToWait(Workbench bench) {
    bench.claim(1);
    Draft draft = bench.store().begin(LARGE);
    CompletionStage<Void> written = draft.sink().write(ByteBuffer.wrap(SampleMail.octets(LARGE, 2)));
    boolean waits = !written.toCompletableFuture().isDone();
    Workbench.await(written);
    draft.abort();
    return waits;
  }
}
