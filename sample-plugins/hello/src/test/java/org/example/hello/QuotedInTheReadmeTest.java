package org.example.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class QuotedInTheReadmeTest {

  private static final Path SOURCE = Path.of("src/main/java/org/example/hello/HelloGate.java");

  @Test
  void theReadmeShowsTheSampleAsItIsCompiledHere() throws IOException {
    assertThat(Files.readString(Path.of("../../README.md"))).contains("```java\n" + Files.readString(SOURCE) + "```");
  }

  @Test
  void theSampleHasNoMoreThanFortyLines() throws IOException {
    assertThat(Files.readAllLines(SOURCE)).hasSizeLessThanOrEqualTo(40);
  }
}
