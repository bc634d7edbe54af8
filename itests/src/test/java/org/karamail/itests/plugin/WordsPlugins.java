package org.karamail.itests.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.karamail.hook.message.BodyHook;

/**
 * Plugins that use a library of which there are two versions, each with a class of the same name that the other's users
 * cannot use: version 1 has a static method, version 2 wants an object. Each plugin puts what its version says into a field
 * of its name.
 */
public final class WordsPlugins {

  private static final String LIBRARY = "org.example.words";
  private static final String CLASS = LIBRARY + ".Words";
  private static final Map<Integer, String> SOURCES =
      Map.of(
          1,
          """
          package org.example.words;
          public final class Words {
            public static String say() {
              return "static 1";
            }
          }
          """,
          2,
          """
          package org.example.words;
          public final class Words {
            private final int number;
            public Words(int number) {
              this.number = number;
            }
            public String say() {
              return "object " + number;
            }
          }
          """);
  private static final String GATE =
      """
      package %s;
      import org.example.words.Words;
      import org.karamail.hook.Call;
      import org.karamail.hook.Edits;
      import org.karamail.hook.IncomingMessage;
      import org.karamail.hook.Verdict;
      import org.karamail.hook.message.BodyHook;
      public final class Gate implements BodyHook {
        @Override
        public Verdict onBody(IncomingMessage message, Call call) {
          return Verdict.proceed().with(Edits.addField("%s", %s));
        }
      }
      """;
  private static final Map<Integer, String> USES = Map.of(1, "Words.say()", 2, "new Words(2).say()");
  private static final String IMPORTS =
      "org.karamail.hook;version=\"[1,2)\",org.karamail.hook.message;version=\"[1,2)\",org.karamail.message;version=\"[1,2)\"";

  private WordsPlugins() {}

  /** Puts there a plugin that carries this version of the library as a jar of its own; answers its name. */
  public static String carrying(int version, Path deploy) throws IOException {
    String name = "org.example.carries" + version;
    plugin(name, version)
        .header("Bundle-ClassPath", ".,lib/words.jar")
        .header("Import-Package", IMPORTS)
        .entry("lib/words.jar", library(version).bytes())
        .into(deploy, name + ".jar");
    return name;
  }

  /** Puts there this version of the library as a bundle, which is no plugin and may export; answers its name. */
  public static String exporting(int version, Path deploy) throws IOException {
    String name = LIBRARY + version;
    library(version)
        .header("Export-Package", LIBRARY + ";version=\"" + version + ".0.0\"")
        .into(deploy, name + ".jar");
    return name;
  }

  /** Puts there a plugin that imports this version of the library and no other; answers its name. */
  public static String importing(int version, Path deploy) throws IOException {
    String name = "org.example.imports" + version;
    String range = LIBRARY + ";version=\"[" + version + "," + (version + 1) + ")\"";
    plugin(name, version).header("Import-Package", IMPORTS + "," + range).into(deploy, name + ".jar");
    return name;
  }

  private static BundleFile library(int version) throws IOException {
    return new BundleFile(LIBRARY, version + ".0.0").entries(Compiled.of(Map.of(CLASS, SOURCES.get(version))));
  }

  private static BundleFile plugin(String name, int version) throws IOException {
    String type = name + ".Gate";
    String field = "X-" + name.substring(name.lastIndexOf('.') + 1);
    Map<String, byte[]> compiled =
        Compiled.of(
            Map.of(CLASS, SOURCES.get(version), type, GATE.formatted(name, field, USES.get(version))));
    compiled.keySet().removeIf(path -> path.startsWith(LIBRARY.replace('.', '/')));
    return new BundleFile(name, "1.0.0").entries(compiled).component(type, BodyHook.class);
  }
}
