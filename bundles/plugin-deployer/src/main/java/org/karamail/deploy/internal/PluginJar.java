package org.karamail.deploy.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A jar that holds a plugin.
 *
 * @param file where it lies
 * @param name symbolic name
 * @param version of the bundle
 * @param exports packages it exports
 * @param single whether two versions of it cannot live side by side
 * @param location under which this very content is installed
 */
record PluginJar(File file, String name, Version version, List<String> exports, boolean single, String location) {

  static final String SCHEME = "karamail-plugin:";
  private static final String INSTANCES = "Karamail-Plugin-Instances";
  private static final String API_PACKAGE = "org.karamail.hook";
  private static final String API_FOLDER = "org/karamail/hook/";

  /** Reads it; empty when it is no plugin. */
  static Optional<PluginJar> read(File file) throws IOException {
    try (JarFile jar = new JarFile(file)) {
      Manifest manifest = jar.getManifest();
      if (manifest == null || !isPlugin(jar, manifest.getMainAttributes())) {
        return Optional.empty();
      }
      Attributes main = manifest.getMainAttributes();
      return Optional.of(
          new PluginJar(
              file,
              text(main, Constants.BUNDLE_SYMBOLICNAME).split(";", 2)[0].strip(),
              Version.parseVersion(text(main, Constants.BUNDLE_VERSION)),
              clauses(text(main, Constants.EXPORT_PACKAGE)),
              text(main, INSTANCES).equalsIgnoreCase("one"),
              location(file)));
    } catch (IllegalArgumentException malformed) {
      throw new IOException("its manifest is malformed: " + malformed.getMessage(), malformed);
    }
  }

  /** Whether a bundle came from this file, in whatever version. */
  static boolean isFrom(File file, String location) {
    return location.startsWith(SCHEME + file.getAbsolutePath() + "?");
  }

  /** The file that a bundle of ours came from. */
  static File fileOf(String location) {
    return new File(location.substring(SCHEME.length(), location.lastIndexOf('?')));
  }

  /** It uses the API, or brings a copy of it, which will be told to its author. */
  private static boolean isPlugin(JarFile jar, Attributes main) {
    boolean bundle = !text(main, Constants.BUNDLE_SYMBOLICNAME).isEmpty();
    return bundle
        && (text(main, Constants.IMPORT_PACKAGE).contains(API_PACKAGE)
            || jar.stream().anyMatch(entry -> entry.getName().startsWith(API_FOLDER)));
  }

  private static String text(Attributes attributes, String name) {
    return Optional.ofNullable(attributes.getValue(name)).orElse("").strip();
  }

  /** The first package of each clause is enough for a refusal; quoted commas stand in version ranges and uses. */
  private static List<String> clauses(String header) {
    return Arrays.stream(header.replaceAll("\"[^\"]*\"", "").split(","))
        .map(clause -> clause.split(";", 2)[0].strip())
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static String location(File file) throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(file.toPath()), sum)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return SCHEME + file.getAbsolutePath() + "?" + Long.toHexString(sum.getValue());
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
