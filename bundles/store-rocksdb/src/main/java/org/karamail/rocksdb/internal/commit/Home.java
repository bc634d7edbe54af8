package org.karamail.rocksdb.internal.commit;

import java.util.Collection;
import java.util.List;
import org.karamail.queue.Lease;
import org.karamail.rocksdb.internal.db.Changes;
import org.karamail.rocksdb.internal.db.DiskFault;

/** What the committer asks of the store that it works for. Called on the committer thread. */
public interface Home {

  /** An empty batch with what is in force now. */
  Batch newBatch();

  /** Something may be claimable now. */
  void workArrived();

  /** A read or write failed; nothing may be taken in until {@link #reopened}. */
  void failed(DiskFault fault);

  /**
   * Closes the database, opens it again, writes what was in hand and reads what there is.
   *
   * @param damaged whether damaged data was met, so that all of it has to be gone through
   * @throws DiskFault if that does not succeed: it will be tried again
   */
  void reopen(List<Changes> inHand, Collection<Lease> ended, boolean damaged);

  /** All is well again. */
  void reopened();
}
