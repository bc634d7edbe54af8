package org.karamail.rocksdb.internal;

import java.nio.file.Path;
import java.time.Clock;
import org.karamail.queue.QueuePolicy;
import org.karamail.testkit.store.MailQueueStoreContract;
import org.karamail.testkit.store.OpenStore;

class RocksStoreContractTest extends MailQueueStoreContract {

  @Override
  protected OpenStore open(Path folder, Clock clock, QueuePolicy policy) {
    return OpenRocksStore.in(folder, clock, policy);
  }
}
