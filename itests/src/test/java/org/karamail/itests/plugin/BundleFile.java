package org.karamail.itests.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A bundle that a test writes, entry by entry. Used by one thread. */
final class BundleFile {

  private final Manifest manifest = new Manifest();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** One with nothing in it yet. */
  BundleFile(String name, String version) {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", name).header("Bundle-Version", version);
  }

  BundleFile header(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  BundleFile entry(String path, byte[] content) {
    entries.put(path, content);
    return this;
  }

  BundleFile entries(Map<String, byte[]> more) {
    entries.putAll(more);
    return this;
  }

  /** A component of this class, of the same name, which is a hook of this interface. */
  BundleFile component(String type, Class<?> hook) {
    String path = "OSGI-INF/" + type + ".xml";
    String xml =
        "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + type + "\">\n"
            + "  <implementation class=\"" + type + "\"/>\n"
            + "  <service><provide interface=\"" + hook.getName() + "\"/></service>\n"
            + "</scr:component>\n";
    return header("Service-Component", path)
        .header(
            "Require-Capability",
            "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3.0)(!(version>=2.0.0)))\"")
        .entry(path, xml.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(bytes);
    return bytes.toByteArray();
  }

  /** Puts it into a deploy folder as an operator should: written beside it and renamed into it. */
  void into(Path deploy, String name) throws IOException {
    Path half = Files.createDirectories(deploy.resolveSibling("half")).resolve(name);
    try (OutputStream out = Files.newOutputStream(half)) {
      write(out);
    }
    Files.move(half, deploy.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(OutputStream out) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new ZipEntry(entry.getKey()));
        jar.write(entry.getValue());
      }
    }
  }
}
