package org.karamail.itests.plugin;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.karamail.hook.Hook;
import org.karamail.message.Body;
import org.karamail.model.Mailbox;

/** Classes that a test compiles of a source: what two libraries of one name and different content are made of. */
final class Compiled {

  private static final String API = String.join(File.pathSeparator, home(Hook.class), home(Mailbox.class), home(Body.class));

  private Compiled() {}

  /**
   * Compiles classes against the hook API.
   *
   * @param sources by the full name of the class
   * @return the class files, by their path in a jar
   */
  static Map<String, byte[]> of(Map<String, String> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<Source> units = new ArrayList<>();
    sources.forEach((type, source) -> units.add(new Source(type, source)));
    try (Output output = new Output(compiler.getStandardFileManager(null, null, null))) {
      List<String> options = List.of("--release", "17", "-proc:none", "-cp", API);
      if (!compiler.getTask(said, output, null, options, null, units).call()) {
        throw new IllegalArgumentException(said.toString());
      }
      return output.classes();
    }
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException odd) {
      throw new IllegalStateException(odd);
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String type, String text) {
      super(URI.create("string:///" + type.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

    Output(JavaFileManager others) {
      super(others);
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new LinkedHashMap<>();
      written.forEach((path, bytes) -> classes.put(path, bytes.toByteArray()));
      return classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
      String path = type.replace('.', '/') + kind.extension;
      return new SimpleJavaFileObject(URI.create("bytes:///" + path), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(path, bytes);
          return bytes;
        }
      };
    }
  }
}
