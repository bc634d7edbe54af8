package org.karamail.hook.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.karamail.hook.Verdict;

/** Writes docs/hooks.md: facts from {@link HookPoints}, words from the documentation of each interface. */
final class HooksDocument {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/\\s*@ConsumerType", Pattern.DOTALL);
  private static final String EXAMPLE_BEGINS = "<pre>{@code";
  private static final String EXAMPLE_ENDS = " * }</pre>";
  private static final Pattern METHOD = Pattern.compile("\\n  (\\S.*?\\(.*?\\));");

  private final StringBuilder text = new StringBuilder();

  String write() {
    text.append(
        """
        # Hook points

        <!-- Generated from HookPoints and the documentation of the hook interfaces; `mvn -pl bundles/hook-api -am test
             -Dtest=HooksDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Dhooks.document=write` writes it anew. -->

        Every point at which a plugin may be asked, in the order of a message's life. [plugins.md](plugins.md) is about writing
        a plugin; `mail:hooks` shows who is asked where on a running server.

        The shape says what a hook answers and how several answers combine:

        | shape | answers | several of them | nobody there |
        | --- | --- | --- | --- |
        | gate | a `Verdict` | reject, defer and discard end the point; quarantine sticks and the longest delay is kept while the rest is asked; accept ends the point, skips no required plugin and grants no relaying; edits add up | proceed |
        | check | a `CheckAnswer` | the first answer, or all, as the point says | no result |
        | rewriter | a `Rewrite` | each sees what the former left | unchanged |
        | resolver | an `Answer` | the first value wins | Karamail answers itself |
        | observer | nothing | all are told | nothing |

        A fault (exception, Error, time-out, null, failed stage, illegal verdict) is answered by the hook's failure policy; the
        column says which one holds unless the plugin or the operator says otherwise. Budgets are for one call; all calls of a
        command share 20 s, all between the final dot and its reply 4 min.

        """);
    table();
    HookPoints.ALL.forEach(this::section);
    return text.toString();
  }

  private void table() {
    text.append("| point | category | shape | called by | how often | budget | on a fault |\n");
    text.append("| --- | --- | --- | --- | --- | --- | --- |\n");
    for (HookPoint<?, ?> point : HookPoints.ALL) {
      text.append("| [`%s`](#%s) | %s | %s | %s | each %s | %s | %s |\n"
          .formatted(
              point.name(),
              point.name().toLowerCase(Locale.ROOT),
              point.category(),
              lower(point.shape()),
              point.caller().bundle(),
              lower(point.cardinality()),
              seconds(point.defaultTimeout()),
              point.shape() == Shape.CHECK ? "temperror" : lower(point.defaultFailure())));
    }
  }

  private void section(HookPoint<?, ?> point) {
    String source = source(point);
    Matcher method = METHOD.matcher(source);
    text.append("\n## ").append(point.name()).append("\n\n").append(words(source)).append("\n\n");
    text.append("```java\n// ").append(point.type().getName()).append('\n');
    text.append(method.find() ? method.group(1).replaceAll("\\s+", " ") : "").append("\n```\n");
    if (point.shape() == Shape.GATE) {
      text.append("\nVerdicts: ").append(verdicts(point));
      text.append(point.isEditable() ? "; with edits of the message.\n" : ".\n");
    }
    text.append("\nFor mail by: ")
        .append(
            Arrays.stream(Ingress.values())
                .filter(point.ingresses()::contains)
                .map(HooksDocument::lower)
                .collect(Collectors.joining(", ")))
        .append(".\n");
    if (point == HookPoints.ON_PRE_DELIVERY) {
      text.append("\n`onBeforeDelivery` is another name of it in configuration and shell.\n");
    }
  }

  private static String verdicts(HookPoint<?, ?> point) {
    return Arrays.stream(Verdict.Kind.values())
        .filter(point.verdicts()::contains)
        .map(HooksDocument::lower)
        .collect(Collectors.joining(", "));
  }

  /** The documentation of an interface as Markdown: paragraphs, code and names, and its example. */
  private static String words(String source) {
    Matcher comment = COMMENT.matcher(source);
    if (!comment.find()) {
      throw new IllegalStateException("a hook interface without documentation:\n" + source);
    }
    String plain = comment.group(1).replaceAll("(?m)^\\s*\\* ?", "");
    int example = plain.indexOf(EXAMPLE_BEGINS);
    return prose(plain.substring(0, example)) + "\n\n```java\n" + example(source) + "```";
  }

  private static String prose(String text) {
    return text.replaceAll("\\{@(?:code|link) (?:[\\w.]*\\.)?([^}]+)}", "`$1`").replace("<p>", "").strip();
  }

  /** The example in the documentation of an interface: a statement that makes such a hook. */
  static String example(String source) {
    int begins = source.indexOf(EXAMPLE_BEGINS);
    int ends = source.indexOf(EXAMPLE_ENDS);
    if (begins < 0 || ends < begins) {
      throw new IllegalStateException("a hook interface without an example:\n" + source);
    }
    return source.substring(begins + EXAMPLE_BEGINS.length(), ends).replaceAll("(?m)^ \\* ?", "").stripLeading();
  }

  static String source(HookPoint<?, ?> point) {
    return read(SOURCES.resolve(point.type().getName().replace('.', '/') + ".java"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String seconds(Duration budget) {
    return budget.toSeconds() + " s";
  }
}
