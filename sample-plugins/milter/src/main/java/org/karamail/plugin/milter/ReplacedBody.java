package org.karamail.plugin.milter;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import org.karamail.message.Body;

/**
 * A body that a milter puts in the place of the message's: in memory while it is small, in a file beyond that. The file has
 * no name from the moment it is open, so that nothing is left of it however the server ends.
 *
 * <p>Written by one thread, then read by any.
 */
final class ReplacedBody implements Body, Closeable {

  /** What stays in memory. */
  static final int IN_MEMORY = 256 * 1024;

  private final Supplier<Path> folder;
  private final long most;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private Optional<FileChannel> file = Optional.empty();
  private long size;

  /**
   * An empty one.
   *
   * @param folder where a file may be made
   * @param most octets
   */
  ReplacedBody(Supplier<Path> folder, long most) {
    this.folder = folder;
    this.most = most;
  }

  /** Puts octets behind those that are there. */
  void add(byte[] octets) throws IOException {
    size += octets.length;
    if (size > most) {
      throw new IOException("a body of more than maxReplacedBody (" + most + " octets)");
    }
    if (file.isEmpty() && size > IN_MEMORY) {
      file = Optional.of(spilled());
    }
    if (file.isPresent()) {
      write(file.get(), octets);
    } else {
      memory.writeBytes(octets);
    }
  }

  /** Whether it lies in a file. */
  boolean isSpilled() {
    return file.isPresent();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() {
    return file.isPresent() ? new Reading(file.get()) : new ByteArrayInputStream(memory.toByteArray());
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }

  private FileChannel spilled() throws IOException {
    Path path = Files.createTempFile(folder.get(), "body", ".tmp");
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    write(channel, memory.toByteArray());
    memory.reset();
    return channel;
  }

  private static void write(FileChannel channel, byte[] octets) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(octets);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  /** Reads from a place of its own. */
  private static final class Reading extends InputStream {

    private final FileChannel channel;
    private long place;

    Reading(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int count = channel.read(ByteBuffer.wrap(target, offset, length), place);
      place += Math.max(0, count);
      return count;
    }
  }
}
