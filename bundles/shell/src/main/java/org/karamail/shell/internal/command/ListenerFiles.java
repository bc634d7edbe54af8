package org.karamail.shell.internal.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.karamail.shell.internal.view.StatusReport.Listener;

/**
 * Who listens where, as each listener wrote it down when it opened: {@code <data>/run/smtp-<name>.port}. A file from before
 * this process began was left behind by one that was killed.
 */
final class ListenerFiles {

  private static final String PREFIX = "smtp-";
  private static final String SUFFIX = ".port";

  private final Path folder;
  private final Instant startedAt;

  ListenerFiles(Path data, Instant startedAt) {
    this.folder = data.resolve("run");
    this.startedAt = startedAt;
  }

  List<Listener> read() throws IOException {
    List<Listener> listeners = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      for (Path file : files) {
        if (!Files.getLastModifiedTime(file).toInstant().isBefore(startedAt)) {
          listeners.add(new Listener(name(file), Files.readString(file).strip()));
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    listeners.sort(Comparator.comparing(Listener::name));
    return listeners;
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(PREFIX.length(), name.length() - SUFFIX.length());
  }
}
