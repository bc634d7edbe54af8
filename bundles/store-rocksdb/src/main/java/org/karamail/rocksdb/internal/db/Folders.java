package org.karamail.rocksdb.internal.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Folders that are still there after a power cut: a name is on disk only when the folder it stands in has been synced. */
public final class Folders {

  private Folders() {}

  /** Makes a folder and those above it that are missing, durably. */
  public static void make(Path folder) throws IOException {
    Deque<Path> above = new ArrayDeque<>();
    Optional<Path> each = Optional.of(folder.toAbsolutePath());
    while (each.isPresent() && !Files.exists(each.get())) {
      each = each.map(Path::getParent);
      each.ifPresent(above::push);
    }
    Files.createDirectories(folder);
    for (Path parent : above) {
      sync(parent);
    }
  }

  /** Puts the names in a folder on disk. */
  public static void sync(Path folder) throws IOException {
    try (FileChannel itself = FileChannel.open(folder, StandardOpenOption.READ)) {
      itself.force(true);
    }
  }
}
