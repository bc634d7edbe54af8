package org.karamail.rocksdb.internal.record;

import java.time.Duration;
import org.karamail.model.Attempt;
import org.karamail.model.Coded;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;

/** An attempt and its outcome as a record. */
final class AttemptFields {

  private static final int NUMBER = 1;
  private static final int STARTED_AT = 2;
  private static final int TOOK_NANOS = 3;
  private static final int ROUTE = 4;
  private static final int PEER = 5;
  private static final int OUTCOME = 6;
  private static final int REPLY = 7;
  private static final int FAULT_CATEGORY = 8;
  private static final int FAULT_DETAIL = 9;

  private AttemptFields() {}

  static FieldWriter write(Attempt attempt) {
    FieldWriter writer =
        new FieldWriter()
            .number(NUMBER, attempt.number())
            .time(STARTED_AT, attempt.startedAt())
            .number(TOOK_NANOS, attempt.took().toNanos())
            .text(ROUTE, RouteText.of(attempt.route()))
            .text(PEER, attempt.peer());
    return write(writer, attempt.outcome());
  }

  static Attempt read(Fields fields) {
    return new Attempt(
        fields.integer(NUMBER),
        fields.time(STARTED_AT),
        Duration.ofNanos(fields.number(TOOK_NANOS)),
        RouteText.parse(fields.text(ROUTE)),
        fields.text(PEER),
        outcome(fields));
  }

  private static FieldWriter write(FieldWriter writer, DeliveryOutcome outcome) {
    writer.number(OUTCOME, outcome.kind().code());
    if (outcome instanceof DeliveryOutcome.Delivered delivered) {
      return writer.record(REPLY, ReplyFields.write(delivered.reply()));
    } else if (outcome instanceof DeliveryOutcome.Deferred deferred) {
      return writer.record(REPLY, ReplyFields.write(deferred.reply()));
    } else if (outcome instanceof DeliveryOutcome.Refused refused) {
      return writer.record(REPLY, ReplyFields.write(refused.reply()));
    } else if (outcome instanceof DeliveryOutcome.Unreachable unreachable) {
      return write(writer, unreachable.fault());
    } else if (outcome instanceof DeliveryOutcome.Unknown unknown) {
      return write(writer, unknown.fault());
    }
    throw new IllegalArgumentException("no form on disk for the outcome " + outcome.kind());
  }

  private static FieldWriter write(FieldWriter writer, Fault fault) {
    return writer.number(FAULT_CATEGORY, fault.category().code()).text(FAULT_DETAIL, fault.detail());
  }

  private static DeliveryOutcome outcome(Fields fields) {
    return switch (Coded.of(DeliveryOutcome.Kind.class, fields.integer(OUTCOME))) {
      case DELIVERED -> new DeliveryOutcome.Delivered(ReplyFields.read(fields.record(REPLY)));
      case DEFERRED -> new DeliveryOutcome.Deferred(ReplyFields.read(fields.record(REPLY)));
      case REFUSED -> new DeliveryOutcome.Refused(ReplyFields.read(fields.record(REPLY)));
      case UNREACHABLE -> new DeliveryOutcome.Unreachable(fault(fields));
      case UNKNOWN -> new DeliveryOutcome.Unknown(fault(fields));
    };
  }

  private static Fault fault(Fields fields) {
    return new Fault(
        Coded.of(Fault.Category.class, fields.integer(FAULT_CATEGORY)), fields.text(FAULT_DETAIL));
  }
}
