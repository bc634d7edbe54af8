package org.karamail.plugin.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A memory on disk: a line for each thing learned, {@code fingerprint value checksum}; the later one counts. Belongs to its
 * {@link Memory}.
 */
final class Journal<V> implements AutoCloseable {

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{32} ([ -~]{1,60})) ([0-9a-f]{8})");
  private static final int FINGERPRINT = 32;
  private static final int LONGEST_LINE = 128;
  private static final int BUFFER = 64 * 1024;

  private final Path file;
  private final Form<V> form;
  private FileChannel channel;
  private long lines;

  private Journal(Path file, Form<V> form, FileChannel channel) {
    this.file = file;
    this.form = form;
    this.channel = channel;
  }

  /**
   * Opens a journal, and makes it when there is none.
   *
   * @param learned is told what the lines say, in order
   */
  static <V> Journal<V> open(Path file, Form<V> form, BiConsumer<Fingerprint, V> learned) throws IOException {
    Journal<V> journal = new Journal<>(file, form, channel(file));
    journal.read(learned);
    // what comes next begins a line of its own, even behind one that was torn
    journal.channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
    return journal;
  }

  /** How many lines it has, torn ones included. */
  long lines() {
    return lines;
  }

  void append(Fingerprint whose, V what) throws IOException {
    write(channel, line(whose, what));
    lines++;
  }

  /** Writes these instead of everything so far; a crash leaves either the old lines or the new ones. */
  void replace(Map<Fingerprint, V> all) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel fresh =
        FileChannel.open(draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
      StringBuilder text = new StringBuilder(BUFFER + LONGEST_LINE);
      for (Map.Entry<Fingerprint, V> entry : all.entrySet()) {
        text.append(line(entry.getKey(), entry.getValue()));
        if (text.length() > BUFFER) {
          write(fresh, text.toString());
          text.setLength(0);
        }
      }
      write(fresh, text.toString());
      fresh.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    channel.close();
    channel = channel(file);
    lines = all.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void read(BiConsumer<Fingerprint, V> learned) throws IOException {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), US_ASCII))) {
      for (Optional<String> line = next(reader); line.isPresent(); line = next(reader)) {
        lines++;
        parse(line.get(), learned);
      }
    }
  }

  /** The next line, cut at a length that no line of ours has: a broken disk may hold one that does not end. */
  private static Optional<String> next(BufferedReader reader) throws IOException {
    StringBuilder line = new StringBuilder();
    int read = reader.read();
    if (read < 0) {
      return Optional.empty();
    }
    for (; read >= 0 && read != '\n'; read = reader.read()) {
      if (line.length() < LONGEST_LINE) {
        line.append((char) read);
      }
    }
    return Optional.of(line.toString());
  }

  private void parse(String line, BiConsumer<Fingerprint, V> learned) {
    Matcher shape = LINE.matcher(line);
    if (!shape.matches() || !checksum(shape.group(1)).equals(shape.group(3))) {
      return;
    }
    Fingerprint.parse(line.substring(0, FINGERPRINT))
        .ifPresent(whose -> form.read(shape.group(2)).ifPresent(what -> learned.accept(whose, what)));
  }

  private String line(Fingerprint whose, V what) {
    String text = whose + " " + form.write(what);
    return text + " " + checksum(text) + "\n";
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(US_ASCII));
    return String.format("%08x", crc.getValue());
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer octets = ByteBuffer.wrap(text.getBytes(US_ASCII));
    while (octets.hasRemaining()) {
      channel.write(octets);
    }
  }
}
