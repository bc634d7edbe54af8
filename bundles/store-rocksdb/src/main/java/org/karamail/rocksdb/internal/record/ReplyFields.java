package org.karamail.rocksdb.internal.record;

import java.util.Optional;
import org.karamail.model.Reply;
import org.karamail.model.StatusCode;

/** A reply as a record. */
final class ReplyFields {

  private static final int CODE = 1;
  private static final int STATUS = 2;
  private static final int LINE = 3;

  private ReplyFields() {}

  static FieldWriter write(Reply reply) {
    FieldWriter writer = new FieldWriter().number(CODE, reply.code());
    reply.status().ifPresent(status -> writer.text(STATUS, status.toString()));
    reply.lines().forEach(line -> writer.text(LINE, line));
    return writer;
  }

  static Reply read(Fields fields) {
    Optional<StatusCode> status = fields.optional(STATUS, fields::text).flatMap(StatusCode::parse);
    return new Reply(fields.integer(CODE), status, fields.texts(LINE));
  }
}
