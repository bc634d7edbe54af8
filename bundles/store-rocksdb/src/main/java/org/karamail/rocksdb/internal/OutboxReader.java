package org.karamail.rocksdb.internal;

/** Who reads the outbox, and so acknowledges it. */
enum OutboxReader {
  /** Nobody but the history, which has every event anyway: the store acknowledges what is committed by itself. */
  HISTORY,
  /** Somebody who calls {@code events} and {@code ackEvents}; until then nothing is forgotten. */
  TRACKING
}
