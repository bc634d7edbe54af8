package org.karamail.smtp.internal.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineReaderTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'NOOP\\r\\nQUIT\\r\\n', 'NOOP|QUIT'",
    "'\\r\\n', ''",
    "'NOOP\\nQUIT\\r\\nRSET\\r\\n', 'BARE_CR_OR_LF|RSET'",
    "'\\n\\n\\nQUIT\\r\\nRSET\\r\\n', 'BARE_CR_OR_LF|RSET'",
    "'NOOP\\rQUIT\\r\\nRSET\\r\\n', 'BARE_CR_OR_LF|RSET'",
    "'NOOP\\r\\r\\nRSET\\r\\n', 'BARE_CR_OR_LF|RSET'",
    "'NO\\0OP\\r\\nRSET\\r\\n', 'CONTROL|RSET'",
    "'NO\\tOP\\r\\nRSET\\r\\n', 'CONTROL|RSET'",
    "'12345678\\r\\nRSET\\r\\n', '12345678|RSET'",
    "'123456789\\r\\nRSET\\r\\n', 'TOO_LONG|RSET'",
    "'NOOP\\r\\nQUIT', 'NOOP'",
    "'NOOP\\r\\nQUIT\\r', 'NOOP'"
  })
  void linesEndWithCrlfOnlyHoweverTheyAreSplit(String written, String expected) {
    String stream = written.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0").replace("\\t", "\t");
    for (int split = 0; split <= stream.length(); split++) {
      assertThat(read(new CommandLineReader(10), stream.substring(0, split), stream.substring(split)))
          .as("split at %d", split)
          .isEqualTo(expected);
    }
  }

  @Test
  void aLineThatDoesNotEndIsReportedOnceBeforeItsEnd() {
    CommandLineReader reader = new CommandLineReader(10);
    assertThat(read(reader, "x".repeat(70_000))).isEqualTo("ENDLESS");
  }

  @Test
  void aBareLfIsReportedBeforeTheLineEnds() {
    CommandLineReader reader = new CommandLineReader(100);
    assertThat(read(reader, "EHLO me\n")).isEqualTo("BARE_CR_OR_LF");
    assertThat(read(reader, "MAIL FROM:<a@b>\nRCPT TO:<c@d>\r\n")).isEmpty();
    assertThat(read(reader, "NOOP\r\n")).isEqualTo("NOOP");
  }

  private static String read(CommandLineReader reader, String... packets) {
    Input input = new Input();
    List<String> lines = new ArrayList<>();
    for (String packet : packets) {
      input.add(Unpooled.copiedBuffer(packet, StandardCharsets.ISO_8859_1));
      for (Optional<CommandLine> line = reader.read(input); line.isPresent(); line = reader.read(input)) {
        lines.add(text(line.get()));
      }
    }
    assertThat(input.isReadable()).isFalse();
    return String.join("|", lines);
  }

  private static String text(CommandLine line) {
    return line.defect() == CommandLine.Defect.NONE
        ? new String(line.octets(), StandardCharsets.ISO_8859_1)
        : line.defect().name();
  }
}
