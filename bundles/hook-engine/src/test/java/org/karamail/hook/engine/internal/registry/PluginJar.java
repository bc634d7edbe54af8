package org.karamail.hook.engine.internal.registry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The jar of a plugin with two components, made on the fly: one that tests replace, break and take away. */
final class PluginJar {

  private static final String HOOKS =
      "org.karamail.hook,org.karamail.hook.transaction,org.karamail.model,org.slf4j;version=\"[1.7,3)\"";

  private final String name;
  private final String version;
  private final List<String> properties = new ArrayList<>();
  private String imports = HOOKS;
  private boolean embedsApi;
  private boolean twoComponents = true;

  PluginJar(String name, String version) {
    this.name = name;
    this.version = version;
  }

  /** With a property of the first component. */
  PluginJar property(String key, String value) {
    properties.add("  <property name=\"" + key + "\" value=\"" + value + "\"/>\n");
    return this;
  }

  PluginJar importing(String packages) {
    imports = HOOKS + "," + packages;
    return this;
  }

  PluginJar embeddingTheApi() {
    imports = "org.karamail.model,org.slf4j;version=\"[1.7,3)\"";
    embedsApi = true;
    return this;
  }

  PluginJar withOneComponent() {
    twoComponents = false;
    return this;
  }

  InputStream open() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest())) {
      put(jar, "version.txt", version);
      put(jar, "OSGI-INF/gate.xml", component("gate", "SampleGate", "MailFromHook", String.join("", properties)));
      copy(jar, "org/karamail/hook/engine/sample/SampleGate");
      copy(jar, "org/karamail/hook/engine/sample/SampleGate$Version");
      if (twoComponents) {
        put(jar, "OSGI-INF/rcpt.xml", component("rcpt", "SampleRecipientGate", "RcptToHook", ""));
        copy(jar, "org/karamail/hook/engine/sample/SampleRecipientGate");
      }
      if (embedsApi) {
        for (String type : List.of("Hook", "Call", "MailFrom", "Outcome", "Verdict", "RcptTo", "transaction/MailFromHook",
            "transaction/RcptToHook", "Finding", "Finding$Virus", "Edits", "Verdict$Kind")) {
          copy(jar, "org/karamail/hook/" + type);
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private Manifest manifest() {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", version);
    main.putValue("Import-Package", imports);
    main.putValue("Service-Component", "OSGI-INF/gate.xml" + (twoComponents ? ",OSGI-INF/rcpt.xml" : ""));
    return manifest;
  }

  private String component(String component, String type, String hook, String more) {
    return "<?xml version=\"1.0\"?>\n<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\""
        + name + "." + component + "\" activate=\"activate\" deactivate=\"deactivate\">\n" + more
        + "  <implementation class=\"org.karamail.hook.engine.sample." + type + "\"/>\n"
        + "  <service><provide interface=\"org.karamail.hook.transaction." + hook + "\"/></service>\n"
        + "</scr:component>\n";
  }

  private static void put(JarOutputStream jar, String path, String text) throws IOException {
    jar.putNextEntry(new JarEntry(path));
    jar.write(text.getBytes(StandardCharsets.UTF_8));
    jar.closeEntry();
  }

  private static void copy(JarOutputStream jar, String type) throws IOException {
    jar.putNextEntry(new JarEntry(type + ".class"));
    try (InputStream source = PluginJar.class.getResourceAsStream("/" + type + ".class")) {
      source.transferTo(jar);
    }
    jar.closeEntry();
  }
}
