package org.karamail.maildir.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.model.Reply;

/** What a failure of the disk means for a recipient: always try again, and say what an operator can do. */
final class DiskFailure {

  private static final Reply FULL = Reply.of(452, "4.3.1", "The disk with the mailbox is full");
  private static final long AS_GOOD_AS_NOTHING = 64 * 1024;

  private DiskFailure() {}

  /** The outcome after this failure below this folder, which may be missing itself. */
  static DeliveryOutcome outcome(IOException failure, Path folder) {
    return isFull(failure, folder)
        ? new DeliveryOutcome.Deferred(FULL)
        : new DeliveryOutcome.Unreachable(new Fault(Fault.Category.LOCAL, failure.toString()));
  }

  /** By the words of the C library, or where these are in another language by the free space. */
  private static boolean isFull(IOException failure, Path folder) {
    String words = Objects.toString(failure.getMessage(), "");
    return Stream.of("No space left on device", "Disk quota exceeded").anyMatch(words::contains)
        || freeSpace(folder) < AS_GOOD_AS_NOTHING;
  }

  private static long freeSpace(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException unknown) {
      return Long.MAX_VALUE;
    }
  }
}
