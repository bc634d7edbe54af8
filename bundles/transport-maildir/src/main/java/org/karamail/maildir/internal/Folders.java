package org.karamail.maildir.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes mailbox folders that last, and remembers which ones do.
 *
 * <p>A folder that is met for the first time is synced with all its parents even when it is there already: the process that
 * made it may have died before it did so.
 */
final class Folders {

  private static final int REMEMBERED = 10_000;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path data;
  private final StaleFiles stale;
  private final Set<Path> lasting = Collections.newSetFromMap(new ConcurrentHashMap<>());

  /** Folders below this data folder, which is there already. */
  Folders(Path data, StaleFiles stale) {
    this.data = data;
    this.stale = stale;
  }

  /** Sees to it that a mailbox is there to stay. */
  void require(MailboxFolder mailbox) throws IOException {
    if (lasting.contains(mailbox.path())) {
      return;
    }
    makeDown(mailbox.path());
    for (Path part : new Path[] {mailbox.tmp(), mailbox.fresh(), mailbox.current()}) {
      make(part);
    }
    Durable.sync(mailbox.path());
    stale.remove(mailbox.tmp());
    remember(mailbox.path());
  }

  /** Looks at a mailbox anew next time: somebody removed it. */
  void forget(MailboxFolder mailbox) {
    lasting.remove(mailbox.path());
  }

  private void makeDown(Path folder) throws IOException {
    Path parent = data;
    for (Path name : data.relativize(folder)) {
      make(parent.resolve(name));
      Durable.sync(parent);
      parent = parent.resolve(name);
    }
  }

  private static void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectory(folder, OWNER_ONLY);
    } catch (FileAlreadyExistsException madeByAnotherThread) {
      if (!Files.isDirectory(folder)) {
        throw madeByAnotherThread;
      }
    }
  }

  /** Forgetting costs a few syncs, so a full memory is simply begun anew. */
  private void remember(Path folder) {
    if (lasting.size() >= REMEMBERED) {
      lasting.clear();
    }
    lasting.add(folder);
  }
}
