package org.karamail.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Our own compiled classes of all bundles, not what they embed, and which bundle each comes from. Read once. */
final class Bundles {

  private static final Path HOME = Path.of("..", "bundles");
  private static final Pattern MODULE = Pattern.compile("<module>([a-z0-9-]+)</module>");
  private static final String TOP_LEVEL = "\\$.*";

  private static final Bundles ALL = new Bundles();

  private final Map<String, String> bundleOfClass = new HashMap<>();
  private final JavaClasses classes;
  private final JavaClasses tests;

  private Bundles() {
    List<Path> main = new ArrayList<>();
    List<Path> test = new ArrayList<>();
    for (String bundle : modules()) {
      Path folder = HOME.resolve(bundle).resolve("target").resolve("classes").resolve("org").resolve("karamail");
      main.add(folder);
      remember(bundle, folder);
      Path testFolder = HOME.resolve(bundle).resolve("target").resolve("test-classes");
      if (Files.isDirectory(testFolder)) {
        test.add(testFolder);
      }
    }
    ClassFileImporter importer = new ClassFileImporter();
    classes = importer.importPaths(main);
    tests = importer.importPaths(test);
  }

  /** What the build lists. */
  static List<String> modules() {
    return MODULE.matcher(read(HOME.resolve("pom.xml"))).results().map(found -> found.group(1)).toList();
  }

  static JavaClasses classes() {
    return ALL.classes;
  }

  static JavaClasses tests() {
    return ALL.tests;
  }

  static List<JavaClass> of(String bundle) {
    return ALL.classes.stream().filter(type -> bundleOf(type).filter(bundle::equals).isPresent()).toList();
  }

  /** The bundle a class comes from; empty for what is not ours. */
  static Optional<String> bundleOf(JavaClass type) {
    return Optional.ofNullable(ALL.bundleOfClass.get(type.getBaseComponentType().getName().replaceAll(TOP_LEVEL, "")));
  }

  private void remember(String bundle, Path folder) {
    Path root = folder.getParent().getParent();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .map(file -> root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", ""))
          .forEach(name -> bundleOfClass.put(name.replaceAll(TOP_LEVEL, ""), bundle));
    } catch (IOException notBuilt) {
      throw new UncheckedIOException("bundle " + bundle + " is not compiled; run mvn verify at the top", notBuilt);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
