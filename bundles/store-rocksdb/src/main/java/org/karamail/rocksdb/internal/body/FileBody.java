package org.karamail.rocksdb.internal.body;

import java.io.IOException;
import java.io.InputStream;
import org.karamail.message.Body;
import org.karamail.model.QueueId;

/** The body of a queued message that lies in a file. */
public final class FileBody implements Body {

  private final BodyFolder folder;
  private final QueueId id;
  private final long size;

  public FileBody(BodyFolder folder, QueueId id, long size) {
    this.folder = folder;
    this.id = id;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    return folder.open(id);
  }
}
