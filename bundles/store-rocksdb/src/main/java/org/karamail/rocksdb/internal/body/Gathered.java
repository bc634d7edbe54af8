package org.karamail.rocksdb.internal.body;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The part of a draft's body that lies in memory, paid for from the budget. Belongs to one writer at a time. */
final class Gathered {

  private static final int FIRST_CAPACITY = 4 << 10;

  private final MemoryBudget budget;
  private byte[] octets = new byte[0];
  private int size;

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
    int length = piece.remaining();
    piece.get(octets, size, length);
    size += length;
    return true;
  }

  private boolean reserve(int needed, int limit) {
    if (needed <= octets.length) {
      return true;
    }
    int capacity = Math.min(limit, Math.max(needed, Math.max(FIRST_CAPACITY, octets.length * 2)));
    if (!budget.take(capacity - octets.length)) {
      return false;
    }
    octets = Arrays.copyOf(octets, capacity);
    return true;
  }

  ByteBuffer view() {
    return ByteBuffer.wrap(octets, 0, size).asReadOnlyBuffer();
  }

  byte[] toBytes() {
    return Arrays.copyOf(octets, size);
  }

  /** Forgets what it holds and gives its memory back. */
  void clear() {
    budget.giveBack(octets.length);
    octets = new byte[0];
    size = 0;
  }
}
