package org.karamail.itests.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.karamail.itests.machine.Command;

/** The packed distribution, unpacked once per run of the tests, and the folder in which instances live. */
public final class Distribution {

  private static final Path REPOSITORY = repository();
  private static final Path WORK =
      Path.of(System.getProperty("karamail.work", REPOSITORY.resolve("itests/target/work").toString())).toAbsolutePath();
  private static final Path HOME = unpack();

  private Distribution() {}

  /** The unpacked folder, the one that holds {@code bin/karamail}. */
  public static Path home() {
    return HOME;
  }

  /** A fresh, empty folder of this name, for one instance or one test. */
  public static Path freshFolder(String name) {
    try {
      return Files.createDirectories(emptied(WORK.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path unpack() {
    try {
      Path folder = Files.createDirectories(emptied(WORK.resolve("distribution")));
      Command.must("tar", "xzf", archive().toString(), "-C", folder.toString());
      try (Stream<Path> entries = Files.list(folder)) {
        return entries.filter(entry -> Files.exists(entry.resolve("bin/karamail"))).findFirst().orElseThrow();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while unpacking", e);
    }
  }

  private static Path archive() throws IOException {
    Path target = REPOSITORY.resolve("karaf-assembly/target");
    try (Stream<Path> files = Files.exists(target) ? Files.list(target) : Stream.of()) {
      return files
          .filter(file -> file.getFileName().toString().matches("karamail-distribution-.*\\.tar\\.gz"))
          .findFirst()
          .orElseThrow(() -> new IOException("no packed distribution in " + target + ": run mvn package first"));
    }
  }

  /** The checkout that the distribution was built in. */
  public static Path checkout() {
    return REPOSITORY;
  }

  private static Path repository() {
    Path start = Path.of(System.getProperty("karamail.repository", "")).toAbsolutePath();
    return Stream.iterate(start, folder -> folder != null, Path::getParent)
        .filter(folder -> Files.isDirectory(folder.resolve("karaf-assembly")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("not inside the repository: " + start));
  }

  private static Path emptied(Path folder) throws IOException {
    List<Path> inside;
    try (Stream<Path> tree = Files.exists(folder) ? Files.walk(folder) : Stream.of()) {
      inside = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inside) {
      Files.delete(path);
    }
    return folder;
  }
}
