package org.karamail.rocksdb.internal;

import java.nio.file.Path;
import java.time.Clock;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.RocksDatabase;
import org.karamail.testkit.store.OpenStore;

/** A store on RocksDB for a test; the library is unpacked once for all of them. */
final class OpenRocksStore implements OpenStore {

  static final Path NATIVE = Path.of("target", "native").toAbsolutePath();

  private final RocksStore store;

  private OpenRocksStore(RocksStore store) {
    this.store = store;
  }

  static OpenRocksStore in(Path folder, Clock clock, QueuePolicy policy) {
    return in(folder, clock, policy, RocksDatabase::open);
  }

  static OpenRocksStore in(Path folder, Clock clock, QueuePolicy policy, Database.Source source) {
    return new OpenRocksStore(RocksStore.open(folder, NATIVE, clock, policy, source));
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
