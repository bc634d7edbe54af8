package org.karamail.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ErrorsApartTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void whatACommandPrintsStaysAsItIs() throws IOException {
    print("one\n\u001b[1mtwo\u001b[m\n\u001b[3x\nin the \u001b[31mmiddle\u001b[m\n");

    assertThat(out.toString(UTF_8)).isEqualTo("one\n\u001b[1mtwo\u001b[m\n\u001b[3x\nin the \u001b[31mmiddle\u001b[m\n");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void aLineThatBeginsInRedIsAnErrorWithoutItsColours() throws IOException {
    print("half\n\u001b[31mError executing command: \u001b[0m\u001b[31;1mno such id\u001b[0m\n");

    assertThat(out.toString(UTF_8)).isEqualTo("half\n");
    assertThat(err.toString(UTF_8)).isEqualTo("Error executing command: no such id\n");
  }

  private void print(String text) throws IOException {
    try (ErrorsApart apart = new ErrorsApart(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))) {
      apart.write(text.getBytes(UTF_8));
      apart.flush();
    }
  }
}
