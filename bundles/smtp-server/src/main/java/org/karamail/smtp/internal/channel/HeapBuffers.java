package org.karamail.smtp.internal.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;

/**
 * Reads into the heap, because what is read is scanned and handed on as array runs; Netty by itself reads into direct memory
 * wherever it can. Chunks are small (1 MB), because heaps are.
 */
public final class HeapBuffers extends PooledByteBufAllocator {

  private static final int ARENAS = 2;
  private static final int PAGE = 8 * 1024;
  private static final int CHUNK_ORDER = 7;

  /** Buffers of one listener. */
  public HeapBuffers() {
    super(
        false, ARENAS, ARENAS, PAGE, CHUNK_ORDER, defaultSmallCacheSize(), defaultNormalCacheSize(), true);
  }

  @Override
  public ByteBuf ioBuffer() {
    return heapBuffer();
  }

  @Override
  public ByteBuf ioBuffer(int initialCapacity) {
    return heapBuffer(initialCapacity);
  }

  @Override
  public ByteBuf ioBuffer(int initialCapacity, int maxCapacity) {
    return heapBuffer(initialCapacity, maxCapacity);
  }
}
