package org.karamail.rocksdb.internal.db;

import org.rocksdb.WALRecoveryMode;

/** What is accepted of the log that a crash, or worse, has left. */
public enum Recovery {
  /** It may end in the middle of a record: what was being written when the power went. Anything else is refused. */
  TORN_TAIL(WALRecoveryMode.TolerateCorruptedTailRecords),
  /** Damaged records are passed over. */
  DAMAGED_LOG(WALRecoveryMode.SkipAnyCorruptedRecords);

  private final WALRecoveryMode log;

  Recovery(WALRecoveryMode log) {
    this.log = log;
  }

  WALRecoveryMode log() {
    return log;
  }
}
