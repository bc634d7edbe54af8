package org.karamail.hook.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the documentation of each hook is what a compiler takes. */
class ExamplesTest {

  /** What the examples use and do not show. */
  private static final String AROUND =
      """
      package example;
      import java.time.Duration;
      import java.util.List;
      import java.util.Map;
      import java.util.Optional;
      import java.util.Set;
      import java.util.concurrent.CompletionStage;
      import java.util.concurrent.atomic.LongAdder;
      import java.util.function.BooleanSupplier;
      import org.karamail.hook.*;
      import org.karamail.message.Body;
      import org.karamail.model.*;
      %s
      abstract class %sExample {
        interface Scanner { CompletionStage<String> scan(Body body); }
        Scanner scanner;
        Set<Object> known;
        Set<String> secrets;
        BooleanSupplier officeHours;
        BooleanSupplier tooFast;
        LongAdder delivered = new LongAdder();
        void example() {
          %s
        }
      }
      """;

  @TempDir Path classes;

  @Test
  void everyExampleCompiles() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    List<Source> sources = HookPoints.ALL.stream().map(ExamplesTest::source).toList();
    boolean compiled = compiler.getTask(null, null, said, List.of("-proc:none", "-d", classes.toString()), null, sources).call();
    assertThat(said.getDiagnostics()).isEmpty();
    assertThat(compiled).isTrue();
  }

  private static Source source(HookPoint<?, ?> point) {
    String name = point.type().getSimpleName();
    String example = HooksDocument.example(HooksDocument.source(point));
    assertThat(example).startsWith(name + " hook =");
    String imports =
        Stream.of("authentication", "command", "connection", "content", "delivery", "error", "message", "metrics", "queue", "security", "transaction")
            .map(category -> "import org.karamail.hook." + category + ".*;")
            .collect(Collectors.joining("\n"));
    return new Source(name + "Example", AROUND.formatted(imports, name, example));
  }

  /** A source in memory. */
  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///example/" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
