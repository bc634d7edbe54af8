package org.karamail.rocksdb.internal.record;

import java.util.Comparator;
import org.karamail.model.Coded;
import org.karamail.model.MailEvent;
import org.karamail.model.RecipientState;

/**
 * An event with its place in the order of commits.
 *
 * @param position its place in the outbox
 * @param event what happened
 */
public record EventRecord(long position, MailEvent event) {

  /** The order in which events were committed. */
  public static final Comparator<EventRecord> BY_POSITION = Comparator.comparingLong(EventRecord::position);

  private static final int POSITION = 1;
  private static final int AT = 2;
  private static final int KIND = 3;
  private static final int STATE = 4;
  private static final int DETAIL = 5;
  private static final int ATTEMPT = 6;

  /** The key under which it is stored. */
  public byte[] key() {
    return Keys.event(event.id(), event.recipient(), event.sequence());
  }

  /** The value that is stored; what stands in the key is left out. */
  public byte[] encode() {
    FieldWriter writer =
        new FieldWriter()
            .number(POSITION, position)
            .time(AT, event.at())
            .number(KIND, event.kind().code())
            .number(STATE, event.state().code());
    if (!event.detail().isEmpty()) {
      writer.text(DETAIL, event.detail());
    }
    event.attempt().ifPresent(attempt -> writer.record(ATTEMPT, AttemptFields.write(attempt)));
    return Checksum.seal(key(), writer);
  }

  /**
   * Reads a stored event.
   *
   * @throws UnreadableRecordException if it is none
   */
  public static EventRecord decode(byte[] key, byte[] value) {
    return Fields.decode(key, value, fields -> read(key, fields));
  }

  private static EventRecord read(byte[] key, Fields fields) {
    return new EventRecord(
        fields.number(POSITION),
        new MailEvent(
            Keys.id(key),
            Keys.index(key),
            Keys.sequence(key),
            fields.time(AT),
            Coded.of(MailEvent.Kind.class, fields.integer(KIND)),
            Coded.of(RecipientState.class, fields.integer(STATE)),
            fields.text(DETAIL, ""),
            fields.optional(ATTEMPT, fields::record).map(AttemptFields::read)));
  }
}
