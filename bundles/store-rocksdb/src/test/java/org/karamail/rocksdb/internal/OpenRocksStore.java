package org.karamail.rocksdb.internal;

import java.nio.file.Path;
import java.time.Clock;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.testkit.store.OpenStore;

/** A store on RocksDB for a test; the library is unpacked once for all of them. */
final class OpenRocksStore implements OpenStore {

  static final Path NATIVE = Path.of("target", "native").toAbsolutePath();

  private final RocksStore store;

  private OpenRocksStore(RocksStore store) {
    this.store = store;
  }

  static OpenRocksStore in(Path folder, Clock clock, QueuePolicy policy) {
    return new OpenRocksStore(RocksStore.open(folder, NATIVE, clock, policy));
  }

  @Override
  public MailQueueStore store() {
    return store;
  }

  @Override
  public void close() {
    store.close();
  }
}
