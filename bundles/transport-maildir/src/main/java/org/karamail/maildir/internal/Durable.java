package org.karamail.maildir.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the entries of a folder survive a power cut. */
final class Durable {

  private Durable() {}

  /**
   * Syncs a folder. An interrupt does not cut it short, because then nobody would know whether a file that has its name is
   * there to stay; the thread is interrupted again afterwards.
   *
   * @throws IOException if the disk does not take it: what was created or renamed there may be gone after a power cut
   */
  static void sync(Path folder) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (!syncOnce(folder)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean syncOnce(Path folder) throws IOException {
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
      return true;
    } catch (ClosedByInterruptException again) {
      return false;
    }
  }
}
