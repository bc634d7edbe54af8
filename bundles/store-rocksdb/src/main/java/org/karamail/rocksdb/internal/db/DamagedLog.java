package org.karamail.rocksdb.internal.db;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Reads the sound records of RocksDB's log, and tells which of them stand behind a damaged place. RocksDB itself can pass over
 * damage, but does not say what it read after it, nor read a log whose database is lost.
 *
 * <p>A log is a run of blocks of 32 KB; a block holds fragments, each with a masked CRC-32C of type and payload, a length and
 * a type (whole, first, middle, last), all little-endian. A record is a write batch: sequence (8 octets), count (4), then
 * its changes. After a damaged fragment nothing in its block can be trusted; the next block can.
 *
 * <p>Belongs to one thread.
 */
public final class DamagedLog {

  private static final int BLOCK = 32 << 10;
  private static final int HEAD = 7;
  private static final int WHOLE = 1;
  private static final int FIRST = 2;
  private static final int MIDDLE = 3;
  private static final int LAST = 4;

  /** Takes what a log holds, in its order. */
  public interface Records {
    void take(Changes changes, boolean isBehindDamage);
  }

  private final Records records;
  private final ByteArrayOutputStream record = new ByteArrayOutputStream();
  private boolean damaged;
  private boolean open;

  private DamagedLog(Records records) {
    this.records = records;
  }

  /** Reads logs in their order. */
  public static void read(List<Path> logs, Records records) throws IOException {
    DamagedLog reader = new DamagedLog(records);
    for (Path log : logs) {
      reader.read(log);
    }
  }

  private void read(Path log) throws IOException {
    drop();
    try (InputStream in = Files.newInputStream(log)) {
      byte[] block = in.readNBytes(BLOCK);
      while (block.length > 0) {
        read(ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN));
        block = in.readNBytes(BLOCK);
      }
    }
  }

  private void read(ByteBuffer block) {
    while (block.remaining() >= HEAD) {
      int crc = block.getInt();
      int length = Short.toUnsignedInt(block.getShort());
      int type = Byte.toUnsignedInt(block.get(block.position()));
      if (type == 0 && length == 0 && crc == 0) {
        return; // room that was set aside and never written
      }
      if (length > block.remaining() - 1 && block.capacity() < BLOCK) {
        return; // the torn end of a log, which is no damage
      }
      if (length > block.remaining() - 1 || crc != masked(block, length + 1)) {
        damaged = true;
        drop();
        return;
      }
      block.get();
      byte[] payload = new byte[length];
      block.get(payload);
      take(type, payload);
    }
  }

  private void take(int type, byte[] payload) {
    if (type == WHOLE || type == FIRST) {
      record.reset();
      open = true;
    }
    if (open && type >= WHOLE && type <= LAST) {
      record.writeBytes(payload);
    }
    if (open && (type == WHOLE || type == LAST)) {
      records.take(LoggedBatch.read(record.toByteArray()), damaged);
      drop();
    }
    if (type == MIDDLE && !open) {
      damaged = true; // its beginning is lost
    }
  }

  private void drop() {
    record.reset();
    open = false;
  }

  private static int masked(ByteBuffer block, int length) {
    CRC32C crc = new CRC32C();
    crc.update(block.slice(block.position(), length));
    return MaskedChecksum.of(crc);
  }
}
