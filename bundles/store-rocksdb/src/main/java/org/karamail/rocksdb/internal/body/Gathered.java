package org.karamail.rocksdb.internal.body;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a draft's body that lies in memory, paid for from the budget. It grows by chunks, each as large as all before it,
 * so that no octet moves while others come. Belongs to one writer at a time.
 */
final class Gathered {

  private static final int FIRST_CHUNK = 4 << 10;

  private final MemoryBudget budget;
  private final List<byte[]> chunks = new ArrayList<>();
  private int capacity;
  private int size;

  /** Where the next octet goes. */
  private int chunk;

  private int filled;

  Gathered(MemoryBudget budget) {
    this.budget = budget;
  }

  int size() {
    return size;
  }

  /** Takes a piece whole if it fits the limit and the budget; else takes nothing of it. */
  boolean take(ByteBuffer piece, int limit) {
    int needed = size + piece.remaining();
    if (needed > limit || !reserve(needed, limit)) {
      return false;
    }
    while (piece.hasRemaining()) {
      byte[] target = chunks.get(chunk);
      int length = Math.min(piece.remaining(), target.length - filled);
      piece.get(target, filled, length);
      filled += length;
      if (filled == target.length) {
        chunk++;
        filled = 0;
      }
    }
    size = needed;
    return true;
  }

  private boolean reserve(int needed, int limit) {
    if (needed <= capacity) {
      return true;
    }
    int more = Math.min(limit - capacity, Math.max(needed - capacity, Math.max(FIRST_CHUNK, capacity)));
    if (!budget.take(more)) {
      return false;
    }
    chunks.add(new byte[more]);
    capacity += more;
    return true;
  }

  /** What it holds, to be read in this order. */
  List<ByteBuffer> views() {
    List<ByteBuffer> views = new ArrayList<>();
    int left = size;
    for (byte[] octets : chunks) {
      int length = Math.min(left, octets.length);
      views.add(ByteBuffer.wrap(octets, 0, length).asReadOnlyBuffer());
      left -= length;
    }
    return views;
  }

  byte[] toBytes() {
    ByteBuffer all = ByteBuffer.allocate(size);
    views().forEach(all::put);
    return all.array();
  }

  /** Forgets what it holds and gives its memory back. */
  void clear() {
    budget.giveBack(capacity);
    chunks.clear();
    capacity = 0;
    size = 0;
    chunk = 0;
    filled = 0;
  }
}
