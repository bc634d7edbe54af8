package org.karamail.hook.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HooksDocumentTest {

  private static final Path DOCUMENT = Path.of("../../docs/hooks.md");

  @Test
  void theDocumentSaysWhatTheCatalogueSays() throws IOException {
    String written = new HooksDocument().write();
    if ("write".equals(System.getProperty("hooks.document"))) {
      Files.writeString(DOCUMENT, written);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("docs/hooks.md; its first lines say how it is written anew")
        .isEqualTo(written);
  }

  @Test
  void everyPointHasItsSection() {
    String written = new HooksDocument().write();
    assertThat(HookPoints.ALL).allSatisfy(point -> assertThat(written).contains("\n## " + point.name() + "\n", point.type().getName()));
  }
}
