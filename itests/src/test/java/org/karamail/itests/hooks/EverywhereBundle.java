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

/** Makes bundles of {@link EverywherePlugin}, in any version. */
public final class EverywhereBundle {

  /** Its symbolic name. */
  public static final String NAME = "org.example.everywhere";

  private static final String COMPONENT = "OSGI-INF/everywhere.xml";
  private static final String CLASS = EverywherePlugin.class.getName().replace('.', '/') + ".class";

  private EverywhereBundle() {}

  /** Puts a version into a deploy folder as an operator should: written beside it and renamed into it. */
  public static void into(Path deploy, String file, String version) throws IOException {
    Path half = Files.createDirectories(deploy.resolveSibling("half")).resolve(file);
    try (OutputStream out = Files.newOutputStream(half);
        JarOutputStream jar = new JarOutputStream(out, manifest(version))) {
      put(jar, CLASS, code());
      put(jar, COMPONENT, component().getBytes(StandardCharsets.UTF_8));
      put(jar, "version.txt", version.getBytes(StandardCharsets.US_ASCII));
    }
    Files.move(half, deploy.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Manifest manifest(String version) {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", NAME);
    main.putValue("Bundle-Version", version);
    main.putValue("Service-Component", COMPONENT);
    main.putValue("Import-Package", imports());
    main.putValue(
        "Require-Capability",
        "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3.0)(!(version>=2.0.0)))\"");
    return manifest;
  }

  private static String imports() {
    String hooks =
        Arrays.stream(EverywherePlugin.class.getInterfaces())
            .map(Class::getPackageName)
            .distinct()
            .collect(Collectors.joining(";version=\"[1,2)\","));
    return hooks
        + ";version=\"[1,2)\",org.karamail.hook;version=\"[1,2)\",org.karamail.message;version=\"[1,2)\","
        + "org.karamail.model;version=\"[1,2)\",org.slf4j";
  }

  private static String component() {
    String provided =
        Arrays.stream(EverywherePlugin.class.getInterfaces())
            .map(hook -> "    <provide interface=\"" + hook.getName() + "\"/>\n")
            .collect(Collectors.joining());
    return "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + NAME + "\">\n"
        + "  <implementation class=\"" + EverywherePlugin.class.getName() + "\"/>\n"
        + "  <service>\n" + provided + "  </service>\n"
        + "</scr:component>\n";
  }

  private static byte[] code() throws IOException {
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    try (InputStream in = Objects.requireNonNull(EverywhereBundle.class.getResourceAsStream("/" + CLASS), CLASS)) {
      in.transferTo(code);
    }
    return code.toByteArray();
  }

  private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new ZipEntry(name));
    jar.write(content);
    jar.closeEntry();
  }
}
