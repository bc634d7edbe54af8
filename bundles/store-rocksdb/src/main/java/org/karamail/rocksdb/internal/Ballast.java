package org.karamail.rocksdb.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Space that is kept for a full disk. When a write fails for want of space, the ballast is thrown off: what is in hand fits
 * into its place, and nothing that was delivered is delivered again. Loaded again once there is room. Safe on any thread.
 */
final class Ballast {

  static final long OCTETS = 16L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Ballast.class);
  private static final int BLOCK = 1 << 20;

  private final Path file;
  private boolean loaded;

  Ballast(Path file) {
    this.file = file;
  }

  /** Loads it, if it is not and there is ample room. */
  synchronized void load(long freeAboveReserve) {
    if (loaded || freeAboveReserve < 4 * OCTETS) {
      return;
    }
    try {
      if (!Files.exists(file) || Files.size(file) != OCTETS) {
        write();
      }
      loaded = true;
    } catch (IOException failed) {
      LOG.warn("the ballast {} is not loaded: {}", file, failed.toString());
    }
  }

  /** Octets of zeros, not a hole: only what was written takes space. */
  private void write() throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      for (long written = 0; written < OCTETS; written += BLOCK) {
        ByteBuffer zeros = ByteBuffer.allocate(BLOCK);
        while (zeros.hasRemaining()) {
          channel.write(zeros);
        }
      }
      channel.force(true);
    }
  }

  /** Throws it off. */
  synchronized void release() {
    try {
      if (Files.deleteIfExists(file)) {
        LOG.warn("the ballast {} is thrown off to make room for outcomes", file);
      }
    } catch (IOException failed) {
      LOG.warn("the ballast {} cannot be thrown off: {}", file, failed.toString());
    }
    loaded = false;
  }
}
