package org.karamail.rocksdb.internal.db;

import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** The database could not read or write, or is closed. Whoever catches it closes ingress; the committer reopens. */
public final class DiskFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean corruption;

  DiskFault(String doing, RocksDBException cause) {
    super(doing + ": " + cause.getMessage(), cause);
    Status status = cause.getStatus();
    this.corruption = status != null && status.getCode() == Status.Code.Corruption;
  }

  public DiskFault(String detail, Throwable cause) {
    super(detail, cause);
    this.corruption = false;
  }

  public DiskFault(String detail) {
    super(detail);
    this.corruption = false;
  }

  /** What went wrong, for logs and operators. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** Whether what was read is damaged, as opposed to not readable or writable now. */
  public boolean isCorruption() {
    return corruption;
  }
}
