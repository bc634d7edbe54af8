package org.karamail.rocksdb.internal.db;

/** The store does not open, and trying again would not help: somebody has to decide something. */
public final class StoreRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreRefusal(String whatAndWhatToDo) {
    super(whatAndWhatToDo);
  }
}
