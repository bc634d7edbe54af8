package org.karamail.maildir.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one file into a mailbox: either it is there to stay, or it is not there.
 *
 * <p>The order is what makes that true: write to {@code tmp}, sync the file, rename it into {@code new}, sync {@code new}.
 * When the last sync fails the file is taken back, because a second sync that succeeds proves nothing about what the first
 * one lost; the next attempt writes a new file. Past the rename an interrupt no longer stops it.
 */
final class MailFile {

  private static final Logger LOG = LoggerFactory.getLogger(MailFile.class);
  private static final Set<OpenOption> NEW_FILE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private MailFile() {}

  /**
   * Delivers and answers where the file lies.
   *
   * @throws IOException if it could not be written; nothing of it is left
   * @throws InterruptedException if the thread was interrupted before the rename; nothing of it is left
   */
  static Path deliver(MailboxFolder mailbox, UniqueName name, LocalCopy copy) throws IOException, InterruptedException {
    Path draft = mailbox.tmp().resolve(name.text());
    Path delivered = mailbox.fresh().resolve(name.text());
    boolean lasting = false;
    try {
      write(draft, copy);
      Files.move(draft, delivered, StandardCopyOption.ATOMIC_MOVE);
      Durable.sync(mailbox.fresh());
      lasting = true;
    } finally {
      if (!lasting) {
        discard(draft);
        discard(delivered);
      }
    }
    return delivered;
  }

  private static void write(Path draft, LocalCopy copy) throws IOException, InterruptedException {
    try (FileChannel file = create(draft)) {
      LocalLines lines = new LocalLines(file, copy.size());
      copy.writeTo(lines);
      lines.finish();
      file.force(false);
    } catch (ClosedByInterruptException | InterruptedIOException stopped) {
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException("stopped while writing to a mailbox").initCause(stopped);
    }
  }

  /** A file of this name in {@code tmp} is what a process left that died; no other thread has this recipient. */
  private static FileChannel create(Path draft) throws IOException {
    try {
      return FileChannel.open(draft, NEW_FILE, OWNER_ONLY);
    } catch (FileAlreadyExistsException left) {
      Files.delete(draft);
      return FileChannel.open(draft, NEW_FILE, OWNER_ONLY);
    }
  }

  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      LOG.warn("cannot remove {} after a delivery that failed: {}", file, stays.toString());
    }
  }
}
