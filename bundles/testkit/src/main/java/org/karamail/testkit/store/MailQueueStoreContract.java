package org.karamail.testkit.store;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.queue.QueuePolicy;

/**
 * What every store keeps, as tests. A store's own test extends this class and says how the store is opened:
 *
 * <pre>{@code
 * class RocksStoreContractTest extends MailQueueStoreContract {
 *   protected OpenStore open(Path folder, Clock clock, QueuePolicy policy) { ... }
 * }
 * }</pre>
 */
public abstract class MailQueueStoreContract
    implements CommitContract,
        BodyContract,
        ClaimContract,
        LeaseContract,
        OutcomeContract,
        ReportContract,
        CommandContract,
        WishContract,
        OutboxContract,
        SearchContract,
        StatisticsContract,
        RecoveryContract,
        UpkeepContract {

  private Workbench bench;

  /** Opens the store that lies in an existing folder; an empty folder becomes a new store. */
  protected abstract OpenStore open(Path folder, Clock clock, QueuePolicy policy);

  @BeforeEach
  final void openStore(@TempDir Path home) {
    bench = new Workbench(this::open, home);
  }

  @AfterEach
  final void closeStore() {
    bench.close();
  }

  @Override
  public final Workbench bench() {
    return bench;
  }
}
