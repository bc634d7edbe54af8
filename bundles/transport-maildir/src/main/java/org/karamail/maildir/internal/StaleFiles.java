package org.karamail.maildir.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what a process that died left in {@code tmp}: files older than 36 hours, by the custom of Maildir. */
final class StaleFiles {

  private static final Logger LOG = LoggerFactory.getLogger(StaleFiles.class);
  private static final Duration OLD = Duration.ofHours(36);

  private final Clock clock;

  StaleFiles(Clock clock) {
    this.clock = clock;
  }

  /** Never fails: what cannot be removed only takes up room. */
  void remove(Path tmp) {
    Instant limit = clock.instant().minus(OLD);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(tmp, file -> isOlder(file, limit))) {
      for (Path file : files) {
        Files.deleteIfExists(file);
        LOG.info("removed {}: a delivery that never finished, older than {} hours", file, OLD.toHours());
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      LOG.warn("cannot remove old files from {}: {}", tmp, unreadable.toString());
    }
  }

  private static boolean isOlder(Path file, Instant limit) throws IOException {
    return Files.isRegularFile(file) && Files.getLastModifiedTime(file).toInstant().isBefore(limit);
  }
}
