package org.karamail.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What plugins may import keeps its promises: a package that loses something needs a new major version, one that gains something
 * a new minor version. What was promised last lies in {@code src/test/resources/api}, a file for each package.
 *
 * <p>Whoever changes the API raises the version in its package-info and writes the files anew, with
 * {@code mvn verify -pl architecture -am -Dtest=ApiBaselineTest -Dsurefire.failIfNoSpecifiedTests=false -Dapi.baseline=write}.
 */
class ApiBaselineTest {

  private static final Path PROMISES = Path.of("src", "test", "resources", "api");
  private static final boolean WRITE = "write".equals(System.getProperty("api.baseline"));

  static Stream<String> packages() {
    return Stream.of("model", "message", "hook-api", "dns", "guard")
        .flatMap(bundle -> Bundles.of(bundle).stream())
        .map(JavaClass::getPackage)
        .filter(Exported::isExported)
        .map(folder -> folder.getName())
        .distinct()
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void whatPluginsImportKeepsItsPromises(String name) throws IOException {
    Promise now = new Promise(Exported.version(Bundles.classes().getPackage(name)), Surface.of(typesOf(name)));
    Path file = PROMISES.resolve(name + ".txt");
    if (Files.exists(file)) {
      Promise before = Promise.read(file);
      assertThat(now.version().major()).as("major version of %s, which has lost or changed %s", name, before.brokenBy(now))
          .isGreaterThanOrEqualTo(before.version().major() + (before.brokenBy(now).isEmpty() ? 0 : 1));
      assertThat(now.version()).as("version of %s, which has gained %s", name, before.addedBy(now))
          .isGreaterThanOrEqualTo(before.addedBy(now).isEmpty() ? before.version() : before.version().nextMinor());
    }
    if (WRITE) {
      now.write(file);
    }
    assertThat(file).as("what %s promises; the comment of this test says how it is written anew", name).exists();
    assertThat(Promise.read(file)).as("what %s promises; the comment of this test says how it is written anew", name).isEqualTo(now);
  }

  private static List<JavaClass> typesOf(String name) {
    return Bundles.classes().stream().filter(type -> type.getPackageName().equals(name)).toList();
  }

  /** A version, major and minor. */
  private record Version(int major, int minor) implements Comparable<Version> {

    static Version parse(String text) {
      String[] parts = text.split("\\.", -1);
      return new Version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    Version nextMinor() {
      return new Version(major, minor + 1);
    }

    @Override
    public int compareTo(Version other) {
      return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }
  }

  /** What a package shows, in a version. */
  private record Promise(Version version, Set<String> lines) {

    Promise(String version, Set<String> lines) {
      this(Version.parse(version), lines);
    }

    static Promise read(Path file) throws IOException {
      List<String> all = Files.readAllLines(file);
      return new Promise(all.get(0), new TreeSet<>(all.subList(1, all.size())));
    }

    void write(Path file) throws IOException {
      List<String> all = new ArrayList<>(List.of(version.major() + "." + version.minor()));
      all.addAll(lines);
      Files.createDirectories(file.getParent());
      Files.write(file, all);
    }

    /** What importers of this one can no longer rely on. */
    List<String> brokenBy(Promise later) {
      Stream<String> lost = lines.stream().filter(line -> !later.lines.contains(line));
      Stream<String> demanded = addedBy(later).stream().filter(line -> line.endsWith(Surface.IMPLEMENTED) && isKnown(line));
      return Stream.concat(lost, demanded).toList();
    }

    /** A method more in a type that importers implement already; in a new type it harms nobody. */
    private boolean isKnown(String line) {
      String type = line.substring(0, line.indexOf('(')).replaceFirst("\\.[^.]*$", ".");
      return lines.stream().anyMatch(known -> known.startsWith(type));
    }

    List<String> addedBy(Promise later) {
      return later.lines.stream().filter(line -> !lines.contains(line)).toList();
    }
  }
}
