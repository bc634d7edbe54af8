package org.karamail.rocksdb.internal.work;

import java.util.Optional;
import org.karamail.model.Attempt;
import org.karamail.model.MailEvent;
import org.karamail.model.RecipientState;

/**
 * What an event will say; its key and time come with the batch.
 *
 * @param kind what happened
 * @param state where the recipient stands since
 * @param detail one line for people
 * @param attempt what was tried
 */
public record Happening(MailEvent.Kind kind, RecipientState state, String detail, Optional<Attempt> attempt) {

  static Happening of(MailEvent.Kind kind, RecipientState state, String detail) {
    return new Happening(kind, state, detail, Optional.empty());
  }
}
