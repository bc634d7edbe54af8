package org.karamail.rocksdb.internal.work;

import java.util.ArrayList;
import java.util.List;
import org.karamail.rocksdb.internal.record.RecipientRecord;

/**
 * A recipient after a change, and what is told about the change; nothing where nobody has to know.
 *
 * @param recipient as it stands since
 * @param happenings in their order
 */
public record Step(RecipientRecord recipient, List<Happening> happenings) {

  public Step {
    happenings = List.copyOf(happenings);
  }

  static Step silent(RecipientRecord recipient) {
    return new Step(recipient, List.of());
  }

  static Step of(RecipientRecord recipient, Happening happening) {
    return new Step(recipient, List.of(happening));
  }

  /** This step and what follows from it. */
  Step then(Step next) {
    List<Happening> both = new ArrayList<>(happenings);
    both.addAll(next.happenings);
    return new Step(next.recipient, both);
  }
}
