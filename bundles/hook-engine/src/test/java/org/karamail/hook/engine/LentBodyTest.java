package org.karamail.hook.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.karamail.message.Body;

class LentBodyTest {

  private final LentBody lent = new LentBody(Body.of("Hello\r\n".getBytes(US_ASCII)));

  @Test
  void everyReaderHasAHandleOfItsOwn() throws IOException {
    try (InputStream other = lent.open()) {
      lent.open().close();

      assertThat(other.readAllBytes()).hasSize(7);
    }
    assertThat(lent.size()).isEqualTo(7);
  }

  @Test
  void afterTheTransactionNoReaderReadsAndNoneIsOpened() throws IOException {
    try (InputStream kept = lent.open()) {
      lent.close();

      assertThatIOException().isThrownBy(kept::read).withMessageContaining("transaction has ended");
      assertThatIOException().isThrownBy(() -> kept.readNBytes(2));
      assertThatIOException().isThrownBy(() -> kept.skip(1));
      assertThatIOException().isThrownBy(lent::open);
    }
  }
}
