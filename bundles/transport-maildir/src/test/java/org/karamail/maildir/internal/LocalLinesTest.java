package org.karamail.maildir.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLinesTest {

  @TempDir Path folder;

  @Test
  void endWithLfWhereverThePiecesAreCut() throws IOException {
    String text = "\r\none\r\n\r\ntwo\r\n";

    for (int cut = 0; cut <= text.length(); cut++) {
      assertThat(written(3, text.substring(0, cut), text.substring(cut))).isEqualTo("\none\n\ntwo\n");
    }
  }

  @Test
  void keepACarriageReturnThatEndsNoLine() throws IOException {
    assertThat(written(100, "a\rb\r\r\nc\n", "\r")).isEqualTo("a\rb\r\nc\n\r");
  }

  @Test
  void keepEveryOctetBeyondAsciiAndNul() throws IOException {
    StringBuilder all = new StringBuilder();
    for (char octet = 0; octet < 256; octet++) {
      all.append(octet);
    }

    assertThat(written(10, all.toString())).isEqualTo(all.toString());
  }

  private String written(int buffer, String... pieces) throws IOException {
    Path path = folder.resolve("file");
    try (FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      LocalLines lines = new LocalLines(file, buffer);
      for (String piece : pieces) {
        lines.write(piece.getBytes(StandardCharsets.ISO_8859_1));
      }
      lines.finish();
    }
    return Files.readString(path, StandardCharsets.ISO_8859_1);
  }
}
