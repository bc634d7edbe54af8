package org.karamail.rocksdb.internal.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * RocksDB's native library, loaded from the data folder.
 *
 * <p>Left to itself RocksDB unpacks 16 MB below {@code /tmp} at every start, where it may not be executable, may be swept
 * away, and is left behind after a kill. Here it is unpacked once; a file with the right content is used as it is.
 *
 * <p>The JVM lets a library file belong to one class loader only. After an update of this bundle in a running JVM the old
 * loader may still hold it, so a second copy under a folder of its own is tried.
 */
public final class NativeLibrary {

  private static final int MOST_COPIES = 8;
  private static final int BLOCK = 1 << 16;
  private static final String PACKED = Environment.getJniLibraryFileName("rocksdb");
  /** RocksDB asks for this name, by an oversight of its own. */
  private static final String UNPACKED = Environment.getJniLibraryFileName("rocksdbjni");

  private static boolean loaded;

  private NativeLibrary() {}

  /**
   * Loads the library unless this class loader has it already.
   *
   * @throws StoreRefusal if there is none for this platform
   * @throws DiskFault if it cannot be unpacked
   */
  public static synchronized void load(Path folder) {
    if (loaded) {
      return;
    }
    for (int copy = 0; copy < MOST_COPIES; copy++) {
      Path place = copy == 0 ? folder : folder.resolve(Integer.toString(copy));
      unpack(place);
      if (isLoadedFrom(place)) {
        loaded = true;
        return;
      }
    }
    throw new StoreRefusal("RocksDB's library in " + folder + " is held by bundles that are gone: restart the process");
  }

  private static boolean isLoadedFrom(Path place) {
    try {
      RocksDB.loadLibrary(List.of(place.toString()));
      return true;
    } catch (UnsatisfiedLinkError refused) {
      if (String.valueOf(refused.getMessage()).contains("another classloader")) {
        return false;
      }
      throw new StoreRefusal("RocksDB's library cannot be loaded from " + place + ": " + refused.getMessage());
    }
  }

  private static void unpack(Path place) {
    try (InputStream packed = packed()) {
      unpack(packed, place.resolve(UNPACKED));
    } catch (IOException failed) {
      throw new DiskFault("RocksDB's library cannot be unpacked to " + place + ": " + failed, failed);
    }
  }

  private static InputStream packed() {
    return Optional.ofNullable(NativeLibrary.class.getClassLoader().getResourceAsStream(PACKED))
        .orElseThrow(
            () ->
                new StoreRefusal(
                    "no " + PACKED + " in this build: the queue runs on Linux with glibc (x86-64, aarch64) and on macOS"));
  }

  private static void unpack(InputStream packed, Path target) throws IOException {
    if (Files.exists(target) && hasContent(target, packed)) {
      return;
    }
    Files.createDirectories(target.getParent());
    Path half = target.resolveSibling(target.getFileName() + ".part");
    try (InputStream fromItsBeginning = packed()) {
      Files.copy(fromItsBeginning, half, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean hasContent(Path unpacked, InputStream packed) throws IOException {
    byte[] one = new byte[BLOCK];
    byte[] other = new byte[BLOCK];
    try (InputStream file = Files.newInputStream(unpacked)) {
      while (true) {
        int length = packed.readNBytes(one, 0, one.length);
        if (length != file.readNBytes(other, 0, other.length)
            || !Arrays.equals(one, 0, length, other, 0, length)) {
          return false;
        }
        if (length < one.length) {
          return true;
        }
      }
    }
  }
}
