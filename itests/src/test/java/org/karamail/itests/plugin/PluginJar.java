package org.karamail.itests.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.karamail.itests.instance.Distribution;

/**
 * A sample plugin as the build left it, with some headers changed: so one build gives any number of versions.
 *
 * @param built the jar of the build
 * @param headers of the manifest that are replaced
 * @param enclosed a jar whose classes are put in as well
 */
public record PluginJar(Path built, Map<String, String> headers, Optional<Path> enclosed) {

  /** The sample of this name in {@code sample-plugins}. */
  public static PluginJar sample(String name) {
    return new PluginJar(jarIn(Distribution.checkout().resolve("sample-plugins").resolve(name)), Map.of(), Optional.empty());
  }

  /** The same with another bundle version. */
  public PluginJar version(String version) {
    return header("Bundle-Version", version);
  }

  /** The same with another header. */
  public PluginJar header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new PluginJar(built, Map.copyOf(more), enclosed);
  }

  /** The same with one more import. */
  public PluginJar importing(String clause) throws IOException {
    try (JarFile jar = new JarFile(built.toFile())) {
      return header("Import-Package", jar.getManifest().getMainAttributes().getValue("Import-Package") + "," + clause);
    }
  }

  /** The same with its own copy of the hook API, and no import of it. */
  public PluginJar embeddingTheApi() throws IOException {
    Path api = jarIn(Distribution.checkout().resolve("bundles/hook-api"));
    PluginJar own = header("Import-Package", "org.karamail.model,org.karamail.message,org.osgi.framework,org.slf4j");
    return new PluginJar(built, own.headers(), Optional.of(api));
  }

  /** Puts it into a deploy folder as an operator should: written beside it and renamed into it. */
  public void into(Path deploy, String name) throws IOException {
    Path half = Files.createDirectories(deploy.resolveSibling("half")).resolve(name);
    try (OutputStream out = Files.newOutputStream(half)) {
      write(out);
    }
    Files.move(half, deploy.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(OutputStream out) throws IOException {
    try (JarFile jar = new JarFile(built.toFile())) {
      Manifest manifest = new Manifest(jar.getManifest());
      headers.forEach(manifest.getMainAttributes()::putValue);
      try (JarOutputStream copy = new JarOutputStream(out, manifest)) {
        copy(jar, copy, "");
        if (enclosed.isPresent()) {
          try (JarFile other = new JarFile(enclosed.get().toFile())) {
            copy(other, copy, "org/karamail/");
          }
        }
      }
    }
  }

  private static void copy(JarFile from, JarOutputStream to, String below) throws IOException {
    for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements(); ) {
      JarEntry entry = entries.nextElement();
      if (!entry.isDirectory() && entry.getName().startsWith(below) && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        from.getInputStream(entry).transferTo(to);
      }
    }
  }

  private static Path jarIn(Path module) {
    try (Stream<Path> files = Files.list(module.resolve("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches(module.getFileName() + "-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no jar of " + module + ": run mvn package first"));
    } catch (IOException unbuilt) {
      throw new UncheckedIOException("no jar of " + module + ": run mvn package first", unbuilt);
    }
  }
}
