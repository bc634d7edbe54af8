package org.karamail.routing.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.karamail.model.Mailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local recipients of a file: one local part or address a line, {@code #} begins a comment.
 *
 * <p>Asking never touches the disk: {@link #refresh}, called now and then by a thread that may wait, reads the file again
 * when it has changed. A file that has become unreadable or malformed leaves the recipients as they were.
 */
final class RecipientFile implements LocalRecipients {

  private static final Logger LOG = LoggerFactory.getLogger(RecipientFile.class);

  private final Path file;
  private volatile RecipientList recipients;
  private Stamp read;
  private String complaint = "";

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if a line is neither a local part nor an address
   */
  RecipientFile(Path file) throws IOException {
    this.file = file;
    this.read = Stamp.of(file);
    this.recipients = RecipientList.parse(names());
  }

  @Override
  public boolean include(Mailbox address) {
    return recipients.include(address);
  }

  /** Reads the file again if it has changed. One caller at a time. */
  synchronized void refresh() {
    try {
      Stamp now = Stamp.of(file);
      if (!now.equals(read)) {
        List<String> names = names();
        read = now;
        recipients = RecipientList.parse(names);
        complaint = "";
        LOG.info("karamail.routing: {} has changed and was read again: {} recipients", file, names.size());
      }
    } catch (IOException | IllegalArgumentException bad) {
      complain(bad.toString());
    }
  }

  /** Once, not at every look. */
  private void complain(String why) {
    if (!why.equals(complaint)) {
      complaint = why;
      LOG.error(
          "karamail.routing: localRecipients = '{}' cannot be used now ({}); accepted: a readable file with one local"
              + " part or address a line; the last good recipients stay in force",
          file,
          why);
    }
  }

  private List<String> names() throws IOException {
    return Files.readAllLines(file).stream().map(RecipientFile::withoutComment).filter(name -> !name.isEmpty()).toList();
  }

  private static String withoutComment(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).strip();
  }

  /** What tells one state of a file from another without reading it. */
  private record Stamp(FileTime modified, long size, String key) {

    static Stamp of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    }
  }
}
