package org.karamail.rocksdb.internal.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.karamail.message.Body;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.record.MessageRecord;

/** The body of a queued message, wherever it lies; read anew for each reader and checked while it is read. */
public final class StoredBody implements Body {

  /** Where the octets come from. */
  public interface Source {
    /** Opens them, to be checked at the latest when they have been read; empty when the message is finished. */
    Optional<InputStream> open() throws IOException;
  }

  private final QueueId id;
  private final MessageRecord message;
  private final Source source;
  private final Consumer<String> alarm;

  private StoredBody(QueueId id, MessageRecord message, Source source, Consumer<String> alarm) {
    this.id = id;
    this.message = message;
    this.source = source;
    this.alarm = alarm;
  }

  /** A body that lies in a file. */
  public static Body inFile(QueueId id, MessageRecord message, BodyFolder folder, Consumer<String> alarm) {
    Source source =
        () -> Optional.of(new CheckedStream(folder.open(id), message.bodySize(), message.bodyChecksum(), alarm::accept));
    return new StoredBody(id, message, source, alarm);
  }

  /** A body that lies in the database: small, so each reader gets it in one piece, once all of it has been checked. */
  public static Body inline(
      QueueId id, MessageRecord message, Supplier<Optional<byte[]>> octets, Consumer<String> alarm) {
    return new StoredBody(id, message, () -> whole(message, octets.get(), alarm), alarm);
  }

  private static Optional<InputStream> whole(MessageRecord message, Optional<byte[]> octets, Consumer<String> alarm)
      throws IOException {
    if (octets.isEmpty()) {
      return Optional.empty();
    }
    CRC32C sum = new CRC32C();
    sum.update(octets.get());
    if (octets.get().length != message.bodySize() || (int) sum.getValue() != message.bodyChecksum()) {
      alarm.accept("the body is damaged: its length or its checksum does not hold");
      throw new IOException("the body is damaged: its length or its checksum does not hold");
    }
    return Optional.of(new ByteArrayInputStream(octets.get()));
  }

  @Override
  public long size() {
    return message.bodySize();
  }

  @Override
  public InputStream open() throws IOException {
    if (size() == 0) {
      return InputStream.nullInputStream();
    }
    try {
      return source.open().orElseThrow(() -> new NoSuchFileException(id.toString(), null, "the message is finished"));
    } catch (NoSuchFileException gone) {
      alarm.accept("its body is missing");
      throw gone;
    } catch (DiskFault fault) {
      if (fault.isCorruption()) {
        alarm.accept(fault.detail());
      }
      throw new IOException("the body of " + id + " cannot be read: " + fault.detail(), fault);
    }
  }
}
