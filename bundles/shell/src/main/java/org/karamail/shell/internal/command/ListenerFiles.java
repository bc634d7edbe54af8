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
import java.util.Optional;
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
        if (isOurs(file)) {
          port(file).ifPresent(port -> listeners.add(new Listener(name(file), port)));
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    listeners.sort(Comparator.comparing(Listener::name));
    return listeners;
  }

  private boolean isOurs(Path file) throws IOException {
    try {
      return !Files.getLastModifiedTime(file).toInstant().isBefore(startedAt);
    } catch (NoSuchFileException closed) {
      return false;
    }
  }

  /** The port, unless the listener closed in this very moment. */
  private static Optional<Integer> port(Path file) throws IOException {
    try {
      String text = Files.readString(file).strip();
      return text.matches("\\d{1,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    } catch (NoSuchFileException closed) {
      return Optional.empty();
    }
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(PREFIX.length(), name.length() - SUFFIX.length());
  }
}
