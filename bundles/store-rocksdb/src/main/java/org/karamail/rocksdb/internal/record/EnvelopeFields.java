package org.karamail.rocksdb.internal.record;

import org.karamail.model.BodyType;
import org.karamail.model.Coded;
import org.karamail.model.Envelope;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.ReportForm;
import org.karamail.model.ReversePath;

/** An envelope as a record. The null sender is a sender that is missing. */
final class EnvelopeFields {

  private static final int SENDER = 1;
  private static final int PRIORITY = 2;
  private static final int BODY_TYPE = 3;
  private static final int PROTOCOL = 4;
  private static final int LISTENER = 5;
  private static final int REMOTE_ADDRESS = 6;
  private static final int HELO = 7;
  private static final int USER = 8;
  private static final int TRUSTED = 9;
  private static final int RETURNED = 10;
  private static final int ENVELOPE_ID = 11;

  private EnvelopeFields() {}

  static FieldWriter write(Envelope envelope) {
    FieldWriter writer = new FieldWriter();
    envelope.sender().mailbox().ifPresent(sender -> writer.record(SENDER, MailboxFields.write(sender)));
    Origin origin = envelope.origin();
    writer
        .number(PRIORITY, envelope.priority().value())
        .number(BODY_TYPE, envelope.body().code())
        .text(PROTOCOL, origin.protocol())
        .text(LISTENER, origin.listener())
        .text(HELO, origin.helo())
        .number(TRUSTED, origin.trusted() ? 1 : 0);
    origin.remoteAddress().ifPresent(address -> writer.text(REMOTE_ADDRESS, address));
    origin.user().ifPresent(user -> writer.text(USER, user));
    envelope.reports().returned().ifPresent(returned -> writer.number(RETURNED, returned.code()));
    envelope.reports().envelopeId().ifPresent(id -> writer.text(ENVELOPE_ID, id));
    return writer;
  }

  static Envelope read(Fields fields) {
    return new Envelope(
        fields.optional(SENDER, fields::record).map(MailboxFields::read).map(ReversePath::of).orElse(ReversePath.NULL),
        origin(fields),
        new Priority(fields.integer(PRIORITY)),
        Coded.of(BodyType.class, fields.integer(BODY_TYPE)),
        new ReportForm(
            fields.optional(RETURNED, fields::integer).map(code -> Coded.of(ReportForm.Returned.class, code)),
            fields.optional(ENVELOPE_ID, fields::text)));
  }

  private static Origin origin(Fields fields) {
    return new Origin(
        fields.text(PROTOCOL),
        fields.text(LISTENER),
        fields.optional(REMOTE_ADDRESS, fields::text),
        fields.text(HELO),
        fields.optional(USER, fields::text),
        fields.number(TRUSTED) != 0);
  }
}
