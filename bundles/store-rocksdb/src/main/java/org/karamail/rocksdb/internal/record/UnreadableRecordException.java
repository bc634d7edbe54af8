package org.karamail.rocksdb.internal.record;

/** What lies in the database is no record of ours: torn, damaged, or written by a release that knows more. */
public final class UnreadableRecordException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableRecordException(String detail) {
    super(detail);
  }

  UnreadableRecordException(String detail, Throwable cause) {
    super(detail, cause);
  }
}
