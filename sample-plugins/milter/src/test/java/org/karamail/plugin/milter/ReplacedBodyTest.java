package org.karamail.plugin.milter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedBodyTest {

  private static final long MOST = 3L * ReplacedBody.IN_MEMORY;

  @TempDir Path folder;

  @Test
  void whatIsSmallStaysInMemory() throws IOException {
    try (ReplacedBody body = body()) {
      body.add(octets(ReplacedBody.IN_MEMORY));
      assertThat(body.isSpilled()).isFalse();
      assertThat(read(body)).isEqualTo(octets(ReplacedBody.IN_MEMORY));
    }
  }

  @Test
  void whatIsLargeLiesInAFileWithoutANameAndIsReadAsOftenAsNeeded() throws IOException {
    byte[] octets = octets(2 * ReplacedBody.IN_MEMORY);
    try (ReplacedBody body = body()) {
      for (int i = 0; i < octets.length; i += 65_536) {
        body.add(Arrays.copyOfRange(octets, i, i + 65_536));
      }
      assertThat(body.isSpilled()).isTrue();
      assertThat(folder).isEmptyDirectory();
      assertThat(body.size()).isEqualTo(octets.length);
      try (InputStream half = body.open()) {
        half.skipNBytes(7);
        assertThat(read(body)).isEqualTo(octets);
        assertThat(half.read()).isEqualTo(octets[7] & 0xff);
      }
    }
  }

  @Test
  void whatIsTooLargeIsRefused() throws IOException {
    try (ReplacedBody body = body()) {
      body.add(octets((int) MOST));
      assertThatThrownBy(() -> body.add(new byte[1])).isInstanceOf(IOException.class).hasMessageContaining("maxReplacedBody");
    }
  }

  private ReplacedBody body() {
    return new ReplacedBody(() -> folder, MOST);
  }

  private static byte[] read(ReplacedBody body) throws IOException {
    try (InputStream in = body.open()) {
      return in.readAllBytes();
    }
  }

  private static byte[] octets(int count) {
    byte[] octets = new byte[count];
    new Random(1).nextBytes(octets);
    return octets;
  }
}
