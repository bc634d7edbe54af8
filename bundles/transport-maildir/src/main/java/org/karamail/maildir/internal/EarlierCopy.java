package org.karamail.maildir.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/**
 * Finds the copy that an attempt delivered whose outcome was lost.
 *
 * <p>In {@code new} it has the very name. In {@code cur} the reader has added to the name, so the folder must be read, and
 * it may hold a hundred thousand files. It is read only when it can hold the copy: its modification time is the last time
 * that a reader moved or flagged anything, and a message taken in after that is not there. When the clock has been set back
 * since the message was taken in, times prove nothing and the folder is read.
 *
 * <p>{@code new} is asked first: a reader moves files to {@code cur}, never back.
 */
final class EarlierCopy {

  private static final Duration COARSENESS_OF_FILE_TIMES = Duration.ofSeconds(2);

  private final Clock clock;

  EarlierCopy(Clock clock) {
    this.clock = clock;
  }

  Optional<Path> find(MailboxFolder mailbox, UniqueName name, Instant acceptedAt) throws IOException {
    Path fresh = mailbox.fresh().resolve(name.text());
    if (fresh.toFile().exists()) { // Files.exists throws and catches an exception for every file that is not there
      return Optional.of(fresh);
    }
    return mayHold(mailbox.current(), acceptedAt) ? search(mailbox.current(), name) : Optional.empty();
  }

  private boolean mayHold(Path current, Instant acceptedAt) throws IOException {
    Instant changed = Files.getLastModifiedTime(current).toInstant();
    return !changed.isBefore(acceptedAt.minus(COARSENESS_OF_FILE_TIMES)) || clock.instant().isBefore(acceptedAt);
  }

  private static Optional<Path> search(Path current, UniqueName name) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(current, file -> name.isNameOf(String.valueOf(file.getFileName())))) {
      Iterator<Path> found = files.iterator();
      return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    } catch (DirectoryIteratorException unreadable) {
      throw unreadable.getCause();
    }
  }
}
