package org.karamail.rocksdb.internal;

import java.util.HexFormat;
import java.util.Map;
import org.karamail.rocksdb.internal.commit.Batch;
import org.karamail.rocksdb.internal.commit.Task;
import org.karamail.rocksdb.internal.db.Family;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves entries aside whose key names no recipient. */
final class AlienTask implements Task {

  private static final Logger LOG = LoggerFactory.getLogger(AlienTask.class);

  private final Map<String, byte[]> entries;
  private final Aside aside;

  AlienTask(Map<String, byte[]> entries, Aside aside) {
    this.entries = entries;
    this.aside = aside;
  }

  @Override
  public void prepare(Batch batch) {
    entries.forEach((key, value) -> {
      aside.put("key-" + key, "value", value);
      batch.changes().delete(Family.RECIPIENT, HexFormat.of().parseHex(key));
    });
  }

  @Override
  public void done() {
    aside.recount();
    LOG.error("{} entries of the queue name no recipient and lie in {} for inspection", entries.size(), aside.folder());
  }

  @Override
  public void failed(RuntimeException why) {
    LOG.error("{} entries of the queue name no recipient, and cannot be set aside: {}", entries.size(), why.getMessage());
  }
}
