package org.karamail.smtp.internal.bytes;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;

/**
 * What a client has sent and nobody has taken yet.
 *
 * <p>Readers work on array runs, never on single octets of a buffer: {@link #array()} from {@link #from()} up to {@link
 * #to()} is the first run, {@link #skip} takes octets of it. A run stays where it is until it is skipped, so it may be lent
 * to a writer that is not done at once.
 *
 * <p>Belongs to the event loop of its connection. Owns the buffers it is given.
 */
public final class Input {

  private final ArrayDeque<ByteBuf> buffers = new ArrayDeque<>();
  private int readable;

  /** Takes a buffer over. It must have an array, as the allocator of the listener sees to. */
  public void add(ByteBuf buffer) {
    if (!buffer.isReadable()) {
      buffer.release();
      return;
    }
    if (!buffer.hasArray()) {
      buffer.release();
      throw new IllegalArgumentException("the listener must allocate heap buffers");
    }
    readable += buffer.readableBytes();
    if (!append(buffer)) {
      buffers.add(buffer);
    }
  }

  /** Many small packets must not cost many buffers. */
  private boolean append(ByteBuf buffer) {
    if (buffers.isEmpty() || buffers.getLast().writableBytes() < buffer.readableBytes()) {
      return false;
    }
    buffers.getLast().writeBytes(buffer);
    buffer.release();
    return true;
  }

  /** How many octets wait. */
  public int readable() {
    return readable;
  }

  public boolean isReadable() {
    return readable > 0;
  }

  /** The array that holds the first run; only while readable. */
  public byte[] array() {
    return buffers.element().array();
  }

  /** Where the first run begins in its array. */
  public int from() {
    ByteBuf first = buffers.element();
    return first.arrayOffset() + first.readerIndex();
  }

  /** Where the first run ends in its array. */
  public int to() {
    ByteBuf first = buffers.element();
    return first.arrayOffset() + first.writerIndex();
  }

  /** Takes octets off the first run; not more than it has. */
  public void skip(int octets) {
    ByteBuf first = buffers.element();
    first.skipBytes(octets);
    readable -= octets;
    if (!first.isReadable()) {
      buffers.remove().release();
    }
  }

  /** Forgets everything that waits. */
  public void release() {
    buffers.forEach(ByteBuf::release);
    buffers.clear();
    readable = 0;
  }
}
