package org.karamail.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where programs of others are looked for: on the PATH, where daemons lie, and among the servers that are unpacked in the
 * checkout and not installed.
 */
final class ProgramSearch {

  private static final String DAEMONS = File.pathSeparator + "/usr/sbin" + File.pathSeparator + "/usr/local/sbin";

  private final Map<String, String> environment;
  private final Path from;

  /** A search from this folder upwards, with these variables. */
  ProgramSearch(Map<String, String> environment, Path from) {
    this.environment = Map.copyOf(environment);
    this.from = from.toAbsolutePath();
  }

  static ProgramSearch ofThisMachine() {
    return new ProgramSearch(System.getenv(), Path.of(""));
  }

  Optional<Path> find(String name) {
    String path = environment.getOrDefault("PATH", "") + DAEMONS;
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .or(() -> unpacked(name));
  }

  /** In continuous integration every program is there, so nothing may skip. */
  boolean mustBeComplete() {
    return "true".equalsIgnoreCase(environment.get("CI"));
  }

  private Optional<Path> unpacked(String name) {
    return servers().stream()
        .flatMap(ProgramSearch::children)
        .flatMap(server -> Stream.of("usr/sbin", "usr/bin", "sbin", "bin").map(folder -> server.resolve(folder).resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Optional<Path> servers() {
    return Optional.ofNullable(environment.get("KARAMAIL_SERVERS"))
        .map(Path::of)
        .or(() -> Stream.<Path>iterate(from, folder -> folder != null, Path::getParent)
            .map(folder -> folder.resolve("target/servers"))
            .filter(Files::isDirectory)
            .findFirst());
  }

  private static Stream<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList().stream();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
