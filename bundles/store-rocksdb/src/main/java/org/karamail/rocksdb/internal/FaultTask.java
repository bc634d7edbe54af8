package org.karamail.rocksdb.internal;

import org.karamail.rocksdb.internal.commit.Batch;
import org.karamail.rocksdb.internal.commit.Task;
import org.karamail.rocksdb.internal.db.DiskFault;

/** Hands a fault that a reader met to the committer, who closes ingress and opens the database anew. */
final class FaultTask implements Task {

  private final DiskFault fault;

  FaultTask(DiskFault fault) {
    this.fault = fault;
  }

  @Override
  public void prepare(Batch batch) {
    throw fault;
  }

  @Override
  public boolean isGivenUpOnFailure() {
    return true;
  }

  @Override
  public void done() {}

  @Override
  public void failed(RuntimeException why) {}
}
