package org.karamail.itests.hooks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * A bundle of one hook class, which must need no other class of the tests.
 *
 * @param name its symbolic name
 * @param plugin the class; all its interfaces are provided
 */
public record HookBundle(String name, Class<?> plugin) {

  private static final String COMPONENT = "OSGI-INF/hook.xml";

  /** Puts a version into a deploy folder as an operator should: written beside it and renamed into it. */
  public void into(Path deploy, String file, String version) throws IOException {
    Path half = Files.createDirectories(deploy.resolveSibling("half")).resolve(file);
    try (OutputStream out = Files.newOutputStream(half);
        JarOutputStream jar = new JarOutputStream(out, manifest(version))) {
      put(jar, file(), code());
      put(jar, COMPONENT, component().getBytes(StandardCharsets.UTF_8));
      put(jar, "version.txt", version.getBytes(StandardCharsets.US_ASCII));
    }
    Files.move(half, deploy.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Manifest manifest(String version) {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", version);
    main.putValue("Service-Component", COMPONENT);
    main.putValue("Import-Package", imports());
    main.putValue(
        "Require-Capability",
        "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3.0)(!(version>=2.0.0)))\"");
    return manifest;
  }

  private String imports() {
    String hooks =
        Arrays.stream(plugin.getInterfaces())
            .map(Class::getPackageName)
            .distinct()
            .collect(Collectors.joining(";version=\"[1,2)\","));
    return hooks
        + ";version=\"[1,2)\",org.karamail.hook;version=\"[1,2)\",org.karamail.message;version=\"[1,2)\","
        + "org.karamail.model;version=\"[1,2)\",org.slf4j";
  }

  private String component() {
    String provided =
        Arrays.stream(plugin.getInterfaces())
            .map(hook -> "    <provide interface=\"" + hook.getName() + "\"/>\n")
            .collect(Collectors.joining());
    return "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + name + "\">\n"
        + "  <implementation class=\"" + plugin.getName() + "\"/>\n"
        + "  <service>\n" + provided + "  </service>\n"
        + "</scr:component>\n";
  }

  private byte[] code() throws IOException {
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    try (InputStream in = Objects.requireNonNull(plugin.getResourceAsStream("/" + file()), file())) {
      in.transferTo(code);
    }
    return code.toByteArray();
  }

  private String file() {
    return plugin.getName().replace('.', '/') + ".class";
  }

  private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new ZipEntry(name));
    jar.write(content);
    jar.closeEntry();
  }
}
