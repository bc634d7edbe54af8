package org.karamail.rocksdb.internal;

import java.util.BitSet;
import java.util.List;
import org.karamail.model.RecipientState;
import org.karamail.queue.Lease;
import org.karamail.queue.RecipientUpdate;
import org.karamail.rocksdb.internal.work.Outcomes;

/** What can be said about an update before anything is touched. */
final class UpdateCheck {

  private UpdateCheck() {}

  /**
   * Checks that each update is of a recipient the lease covers, once, and a legal end of the lease.
   *
   * @throws IllegalStateException if it is no legal end
   * @throws IllegalArgumentException if it is of anybody else
   */
  static void check(Lease lease, List<RecipientUpdate> updates) {
    BitSet open = new BitSet();
    lease.recipients().forEach(leased -> open.set(leased.recipient().index()));
    for (RecipientUpdate update : updates) {
      if (update.index() < 0 || !open.get(update.index())) {
        throw new IllegalArgumentException(
            "the lease of " + lease.id() + " does not hold recipient " + update.index() + ", or it is named twice");
      }
      open.clear(update.index());
      if (lease.purpose() == Lease.Purpose.DELIVER) {
        Outcomes.check(update, RecipientState.ACTIVE);
      }
    }
  }
}
