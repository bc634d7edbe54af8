package org.karamail.hook.engine;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.karamail.message.Body;

/**
 * A body as hooks are given it: lent, until its transaction ends. Every reader has a handle of its own, so that an interrupt
 * that hits one closes no other; after the end each of them refuses to read, and none can be opened any more.
 *
 * <p>Made and closed by the caller of content hooks; opened and read by plugins, on any thread.
 */
public final class LentBody implements Body, AutoCloseable {

  private final Body body;
  private final Set<Handle> handles = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  public LentBody(Body body) {
    this.body = body;
  }

  @Override
  public long size() {
    return body.size();
  }

  @Override
  public InputStream open() throws IOException {
    refuseWhenOver();
    Handle handle = new Handle(body.open());
    handles.add(handle);
    if (over) { // ended between the question and the entry in the list
      handle.close();
      refuseWhenOver();
    }
    return handle;
  }

  /** Takes it back: closes every reader. Idempotent. */
  @Override
  public void close() throws IOException {
    over = true;
    for (Handle handle : handles) {
      handle.close();
    }
  }

  private void refuseWhenOver() throws IOException {
    if (over) {
      throw new IOException("the message is no longer lent: its transaction has ended");
    }
  }

  private final class Handle extends FilterInputStream {

    Handle(InputStream stream) {
      super(stream);
    }

    @Override
    public int read() throws IOException {
      refuseWhenOver();
      return super.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      refuseWhenOver();
      return super.read(into, offset, length);
    }

    @Override
    public long skip(long octets) throws IOException {
      refuseWhenOver();
      return super.skip(octets);
    }

    @Override
    public void close() throws IOException {
      if (handles.remove(this)) {
        super.close();
      }
    }
  }
}
