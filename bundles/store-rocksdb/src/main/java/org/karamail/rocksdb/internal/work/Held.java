package org.karamail.rocksdb.internal.work;

import java.util.BitSet;
import java.util.List;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;

/** A lease as the store remembers it: whom it covers, and whether its update is on the way. Guarded by its owner. */
final class Held {

  private final Lease lease;
  private final BitSet indices = new BitSet();
  private boolean settling;

  Held(Lease lease) {
    this.lease = lease;
    for (LeasedRecipient leased : lease.recipients()) {
      indices.set(leased.recipient().index());
    }
  }

  Lease lease() {
    return lease;
  }

  List<LeasedRecipient> recipients() {
    return lease.recipients();
  }

  boolean covers(int index) {
    return indices.get(index);
  }

  /** Whether the recipient is being delivered to, as opposed to reported about. */
  boolean delivers(int index) {
    return lease.purpose() == Lease.Purpose.DELIVER && indices.get(index);
  }

  boolean isSettling() {
    return settling;
  }

  void settling(boolean is) {
    settling = is;
  }
}
