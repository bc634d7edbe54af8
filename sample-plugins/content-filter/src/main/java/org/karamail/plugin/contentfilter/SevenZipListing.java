package org.karamail.plugin.contentfilter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;

/**
 * Lists what lies in a 7z archive, whose list is at its end: it lies in a file below the plugin's data folder meanwhile, which
 * has no name any more as soon as it is open.
 */
final class SevenZipListing {

  private static final int BUFFER = 64 * 1024;
  private static final long KB = 1024;

  private final Sight sight;
  private final Archives archives;

  SevenZipListing(Sight sight, Archives archives) {
    this.sight = sight;
    this.archives = archives;
  }

  void list(Packed packed, int depth) throws IOException {
    try (FileChannel file = file()) {
      copy(packed, file);
      SevenZipHeader.check(file);
      file.position(0);
      SevenZFile.Builder reader =
          SevenZFile.builder().setSeekableByteChannel(file).setMaxMemoryLimitKiB((int) (sight.limits().memory() / KB));
      try (SevenZFile archive = reader.get()) {
        list(archive, packed, depth);
      }
    }
  }

  private void list(SevenZFile archive, Packed packed, int depth) throws IOException {
    for (SevenZArchiveEntry entry : archive.getEntries()) {
      // the names first: what is encrypted may be listed all the same
      sight.name(String.valueOf(entry.getName()));
    }
    for (SevenZArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
      archives.entry(String.valueOf(entry.getName()), new Unpacking(new Current(archive), packed, 0, sight), depth);
    }
  }

  private FileChannel file() {
    try {
      Path file = Files.createTempFile(sight.folder(), "archive", ".7z");
      return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException failed) {
      throw new UncheckedIOException("a 7z archive cannot be written to " + sight.folder() + " to look into it", failed);
    }
  }

  private static void copy(Packed packed, FileChannel file) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = packed.read(buffer); read >= 0; read = packed.read(buffer)) {
      packed.ration();
      write(file, ByteBuffer.wrap(buffer, 0, read));
    }
  }

  private static void write(FileChannel file, ByteBuffer octets) {
    try {
      while (octets.hasRemaining()) {
        file.write(octets);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("a 7z archive cannot be written to a file to look into it", failed);
    }
  }

  /** The entry that the archive is at. */
  private static final class Current extends InputStream {

    private final SevenZFile archive;

    Current(SevenZFile archive) {
      this.archive = archive;
    }

    @Override
    public int read() throws IOException {
      return archive.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return archive.read(target, offset, length);
    }
  }
}
