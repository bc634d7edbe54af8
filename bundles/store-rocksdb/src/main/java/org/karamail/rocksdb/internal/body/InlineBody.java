package org.karamail.rocksdb.internal.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.Supplier;
import org.karamail.message.Body;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.db.DiskFault;

/** The body of a queued message that lies in the database: small, so each reader gets it in one piece. */
public final class InlineBody implements Body {

  private final QueueId id;
  private final long size;
  private final Supplier<Optional<byte[]>> octets;

  /** A body that is read anew for each reader. */
  public InlineBody(QueueId id, long size, Supplier<Optional<byte[]>> octets) {
    this.id = id;
    this.size = size;
    this.octets = octets;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    if (size == 0) {
      return InputStream.nullInputStream();
    }
    return new ByteArrayInputStream(read().orElseThrow(this::gone));
  }

  private Optional<byte[]> read() throws IOException {
    try {
      return octets.get();
    } catch (DiskFault fault) {
      throw new IOException("the body of " + id + " cannot be read: " + fault.detail(), fault);
    }
  }

  private IOException gone() {
    return new NoSuchFileException(id.toString(), null, "the message is finished");
  }
}
