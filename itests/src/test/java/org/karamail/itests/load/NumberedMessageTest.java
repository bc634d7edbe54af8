package org.karamail.itests.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberedMessageTest {

  @Test
  void theSameNumberAlwaysMeansTheSameMessage() {
    assertThat(new NumberedMessage("r", 7).content()).isEqualTo(new NumberedMessage("r", 7).content());
    assertThat(new NumberedMessage("r", 7).sha256()).isNotEqualTo(new NumberedMessage("s", 7).sha256());
  }

  @Test
  void aReturnPathLeadsBackToItsMessage() {
    NumberedMessage message = new NumberedMessage("run-1", 42);
    assertThat(NumberedMessage.sentBy("<" + message.sender() + ">")).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c"})
  void everyLineEndIsCrLfAndEveryMessageEndsWithOne(String run) {
    for (int number = 0; number < 300; number++) {
      String text = new String(new NumberedMessage(run, number).content(), StandardCharsets.ISO_8859_1);
      assertThat(text.replace("\r\n", "")).as(run + number).doesNotContain("\r").doesNotContain("\n");
      assertThat(text).endsWith("\r\n");
    }
  }

  @Test
  void sizesReachFromTenBytesToAMegabyteAndOneInTwentyIsOver128Kilobytes() {
    int[] sizes = IntStream.range(0, 2000).map(number -> new NumberedMessage("s", number).content().length).sorted().toArray();
    assertThat(sizes[0]).isBetween(10, 12);
    assertThat(sizes[1999]).isBetween(900 * 1024, 1024 * 1024);
    assertThat(IntStream.of(sizes).filter(size -> size > 128 * 1024).count()).isEqualTo(100);
  }
}
