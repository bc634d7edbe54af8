package org.karamail.itests.load;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** What the server acknowledged with 250, one line each, on disk before the next message is sent. Thread-safe. */
public final class Ledger implements Closeable {

  private final FileChannel file;

  /** Opens it to write, at its end. */
  public Ledger(Path path) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /**
   * One acknowledged message.
   *
   * @param number its number
   * @param sha256 the hash of what was sent, with LF line ends
   */
  public record Entry(int number, String sha256) {

    static Entry parse(String line) {
      int space = line.indexOf(' ');
      return new Entry(Integer.parseInt(line.substring(0, space)), line.substring(space + 1));
    }
  }

  /** Writes one line and syncs it. */
  public synchronized void acknowledged(Entry entry) throws IOException {
    file.write(ByteBuffer.wrap((entry.number() + " " + entry.sha256() + "\n").getBytes(StandardCharsets.US_ASCII)));
    file.force(false);
  }

  /** Everything that was acknowledged. */
  public static List<Entry> read(Path path) throws IOException {
    try (Stream<String> lines = Files.lines(path)) {
      return lines.map(Entry::parse).toList();
    }
  }

  /** How many were acknowledged so far. */
  public static long size(Path path) throws IOException {
    try (Stream<String> lines = Files.lines(path)) {
      return lines.count();
    } catch (NoSuchFileException none) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
