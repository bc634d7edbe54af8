package org.karamail.rocksdb.internal.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.karamail.message.Body;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.record.MessageRecord;

/** The body of a queued message, wherever it lies; read anew for each reader and checked while it is read. */
public final class StoredBody implements Body {

  /** Where the octets come from. */
  public interface Source {
    /** Opens them; empty when the message is finished. */
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
    return new StoredBody(id, message, () -> Optional.of(folder.open(id)), alarm);
  }

  /** A body that lies in the database: small, so each reader gets it in one piece. */
  public static Body inline(
      QueueId id, MessageRecord message, Supplier<Optional<byte[]>> octets, Consumer<String> alarm) {
    return new StoredBody(id, message, () -> read(octets), alarm);
  }

  private static Optional<InputStream> read(Supplier<Optional<byte[]>> octets) {
    return octets.get().map(ByteArrayInputStream::new);
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
      InputStream stream =
          source.open().orElseThrow(() -> new NoSuchFileException(id.toString(), null, "the message is finished"));
      return new CheckedStream(stream, size(), message.bodyChecksum(), alarm::accept);
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
