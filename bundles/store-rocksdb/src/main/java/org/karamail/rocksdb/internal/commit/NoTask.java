package org.karamail.rocksdb.internal.commit;

/** Stands where no task is being prepared. */
final class NoTask implements Task {

  @Override
  public void prepare(Batch batch) {}

  @Override
  public void done() {}

  @Override
  public void failed(RuntimeException why) {}
}
