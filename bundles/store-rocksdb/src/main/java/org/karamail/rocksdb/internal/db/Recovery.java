package org.karamail.rocksdb.internal.db;

import org.rocksdb.WALRecoveryMode;

/** What is accepted of the files that a crash, or worse, has left. */
public enum Recovery {
  /** A log may end in the middle of a record: what was being written when the power went. Anything else is refused. */
  TORN_TAIL(WALRecoveryMode.TolerateCorruptedTailRecords, false),
  /** Damaged records of the log are passed over. */
  DAMAGED_LOG(WALRecoveryMode.SkipAnyCorruptedRecords, false),
  /** Damaged tables are left out as well. */
  DAMAGED_TABLES(WALRecoveryMode.SkipAnyCorruptedRecords, true);

  private final WALRecoveryMode log;
  private final boolean bestEffort;

  Recovery(WALRecoveryMode log, boolean bestEffort) {
    this.log = log;
    this.bestEffort = bestEffort;
  }

  WALRecoveryMode log() {
    return log;
  }

  boolean isBestEffort() {
    return bestEffort;
  }
}
