package org.karamail.hook.engine.internal.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which plugins are there, which ran when Karamail ended, and which are therefore waited for: no restart has a moment in
 * which mail passes a filter that is only slow to start. Kept in a file that is written when a plugin comes for the first time
 * or is taken away on purpose, so that a crash forgets none.
 */
final class Attendance {

  private static final Logger LOG = LoggerFactory.getLogger("karamail.hook");

  private final Path file;
  private final Supplier<Duration> startupWait;
  private final long started = System.nanoTime();
  private final Set<String> remembered;
  private final Set<String> awaited;

  Attendance(Path file, Supplier<Duration> startupWait) {
    this.file = file;
    this.startupWait = startupWait;
    this.remembered = read(file);
    this.awaited = new TreeSet<>(remembered);
  }

  /** A plugin has come. */
  synchronized void came(String plugin) {
    awaited.remove(plugin);
    if (remembered.add(plugin)) {
      write();
    }
  }

  /** A plugin was taken away on purpose. */
  synchronized void left(String plugin) {
    awaited.remove(plugin);
    if (remembered.remove(plugin)) {
      write();
    }
  }

  /** The plugins that are still waited for. */
  synchronized Set<String> awaited() {
    if (!awaited.isEmpty() && System.nanoTime() - started >= startupWait.get().toNanos()) {
      LOG.error("plugins that ran before the last stop have not come within {}: {}; mail is taken in without them",
          startupWait.get(), awaited);
      remembered.removeAll(awaited);
      awaited.clear();
      write();
    }
    return Set.copyOf(awaited);
  }

  private static Set<String> read(Path file) {
    try {
      return Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : new TreeSet<>();
    } catch (IOException unreadable) {
      LOG.error("{} cannot be read: {}; no plugin is waited for at this start", file, unreadable.toString());
      return new TreeSet<>();
    }
  }

  private void write() {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, List.copyOf(remembered));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      LOG.error("{} cannot be written: {}; the next start may not wait for every plugin", file, unwritable.toString());
    }
  }
}
