package org.karamail.rocksdb.internal.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.karamail.message.HeaderBlock;
import org.karamail.model.Coded;
import org.karamail.model.Envelope;
import org.karamail.model.Notify;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.ReportWish;
import org.karamail.queue.store.Submission;

/**
 * What never changes about a message, as read back, without the header block.
 *
 * @param envelope what travels beside the message
 * @param acceptedAt the received time
 * @param headerSize octets of the header block
 * @param bodySize octets of the body
 * @param bodyChecksum CRC-32C of the body
 * @param place where the body lies
 * @param recipients at its birth, in the order of their index
 */
public record MessageRecord(
    Envelope envelope,
    Instant acceptedAt,
    int headerSize,
    long bodySize,
    int bodyChecksum,
    BodyPlace place,
    List<Recipient> recipients) {

  private static final int ENVELOPE = 1;
  private static final int ACCEPTED_AT = 2;
  private static final int BODY_SIZE = 3;
  private static final int BODY_PLACE = 4;
  private static final int HEADERS = 5;
  private static final int RECIPIENT = 6;
  private static final int BODY_CHECKSUM = 7;
  private static final int NOTES = 8;

  private static final int RECIPIENT_ADDRESS = 1;
  private static final int RECIPIENT_ROUTE = 2;
  private static final int RECIPIENT_NOTIFY = 3;
  private static final int RECIPIENT_ORIGINAL = 4;

  public MessageRecord {
    recipients = List.copyOf(recipients);
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("a message without recipients");
    }
  }

  /** The message as it is committed. */
  public static MessageRecord of(
      Submission submission, BodyPlace place, long bodySize, int bodyChecksum) {
    return new MessageRecord(
        submission.envelope(),
        submission.acceptedAt(),
        (int) submission.headers().size(),
        bodySize,
        bodyChecksum,
        place,
        submission.recipients().stream().map(Submission.NewRecipient::recipient).toList());
  }

  /** The value that is stored, without notes. */
  public byte[] encode(QueueId id, HeaderBlock headers) {
    return encode(id, headers, "");
  }

  /** The value that is stored. */
  public byte[] encode(QueueId id, HeaderBlock headers, String notes) {
    FieldWriter writer =
        new FieldWriter()
            .record(ENVELOPE, EnvelopeFields.write(envelope))
            .time(ACCEPTED_AT, acceptedAt)
            .number(BODY_SIZE, bodySize)
            .number(BODY_CHECKSUM, bodyChecksum)
            .number(BODY_PLACE, place.code())
            .octets(HEADERS, headers.toBytes());
    recipients.forEach(recipient -> writer.record(RECIPIENT, write(recipient)));
    if (!notes.isEmpty()) {
      writer.text(NOTES, notes);
    }
    return Checksum.seal(Keys.message(id), writer);
  }

  /**
   * Reads a stored value.
   *
   * @throws UnreadableRecordException if it is none
   */
  public static MessageRecord decode(QueueId id, byte[] value) {
    return Fields.decode(Keys.message(id), value, MessageRecord::read);
  }

  /** The header block within a stored value. */
  public static HeaderBlock headers(QueueId id, byte[] value) {
    return Fields.decode(Keys.message(id), value, fields -> HeaderBlock.of(fields.octets(HEADERS)));
  }

  /** The notes within a stored value; empty when there are none. */
  public static String notes(QueueId id, byte[] value) {
    return Fields.decode(Keys.message(id), value, fields -> fields.text(NOTES, ""));
  }

  /** Octets of header block and body. */
  public long size() {
    return headerSize + bodySize;
  }

  /**
   * Checks an inline body.
   *
   * @throws UnreadableRecordException if it is not the one that was taken in
   */
  public void checkBody(byte[] octets) {
    CRC32C checksum = new CRC32C();
    checksum.update(octets);
    if (octets.length != bodySize || (int) checksum.getValue() != bodyChecksum) {
      throw new UnreadableRecordException("its body is damaged");
    }
  }

  private static FieldWriter write(Recipient recipient) {
    FieldWriter writer =
        new FieldWriter()
            .record(RECIPIENT_ADDRESS, MailboxFields.write(recipient.address()))
            .text(RECIPIENT_ROUTE, RouteText.of(recipient.route()));
    ReportWish wish = recipient.reports();
    if (!wish.when().isEmpty()) {
      writer.number(RECIPIENT_NOTIFY, wish.when().stream().mapToInt(Notify::code).sum());
    }
    wish.originalRecipient().ifPresent(original -> writer.text(RECIPIENT_ORIGINAL, original));
    return writer;
  }

  private static ReportWish wish(Fields recipient) {
    int notify = recipient.optional(RECIPIENT_NOTIFY, recipient::integer).orElse(0);
    return new ReportWish(
        Arrays.stream(Notify.values()).filter(one -> (notify & one.code()) != 0).collect(Collectors.toSet()),
        recipient.optional(RECIPIENT_ORIGINAL, recipient::text));
  }

  private static MessageRecord read(Fields fields) {
    List<Recipient> recipients = new ArrayList<>();
    for (Fields recipient : fields.records(RECIPIENT)) {
      recipients.add(
          new Recipient(
              recipients.size(),
              MailboxFields.read(recipient.record(RECIPIENT_ADDRESS)),
              RouteText.parse(recipient.text(RECIPIENT_ROUTE)),
              wish(recipient)));
    }
    return new MessageRecord(
        EnvelopeFields.read(fields.record(ENVELOPE)),
        fields.time(ACCEPTED_AT),
        fields.length(HEADERS),
        fields.number(BODY_SIZE),
        fields.integer(BODY_CHECKSUM),
        Coded.of(BodyPlace.class, fields.integer(BODY_PLACE)),
        recipients);
  }
}
