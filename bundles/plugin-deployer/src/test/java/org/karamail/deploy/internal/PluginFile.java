package org.karamail.deploy.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.karamail.deploy.plugin.SamplePlugin;

/** Writes plugin jars as a build would, and puts them into a folder as an operator should: by a rename. */
final class PluginFile {

  private static final String IMPORTS =
      "org.osgi.framework,org.karamail.hook,org.karamail.hook.transaction,org.karamail.model,org.karamail.message";
  private final Attributes main;
  private final Manifest manifest = new Manifest();

  private PluginFile(String name, String version) {
    main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    with("Bundle-ManifestVersion", "2").with("Bundle-SymbolicName", name).with("Bundle-Version", version);
    with("Bundle-Activator", SamplePlugin.class.getName()).with("Import-Package", IMPORTS);
  }

  static PluginFile of(String name, String version) {
    return new PluginFile(name, version);
  }

  PluginFile with(String header, String value) {
    main.putValue(header, value);
    return this;
  }

  /** Starts in another way than well. */
  PluginFile that(String way) {
    return with("Test-Way", way);
  }

  PluginFile importing(String further) {
    return with("Import-Package", IMPORTS + "," + further);
  }

  File at(Path file) throws IOException {
    Path half = Files.createTempFile(file.getParent(), "half", ".part");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(half), manifest)) {
      for (String type : List.of("SamplePlugin", "SamplePlugin$Nothing")) {
        String entry = "org/karamail/deploy/plugin/" + type + ".class";
        jar.putNextEntry(new ZipEntry(entry));
        try (InputStream in = SamplePlugin.class.getResourceAsStream("/" + entry)) {
          in.transferTo(jar);
        }
      }
    }
    return Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING).toFile();
  }
}
