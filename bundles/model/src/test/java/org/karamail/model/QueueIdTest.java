package org.karamail.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueIdTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

  @Test
  void textAndBinaryFormGiveTheSameIdBackAndSortLikeIt() {
    Random random = new Random(3);
    List<QueueId> ids =
        Stream.concat(
                Stream.of(new QueueId(0, NodeId.SINGLE), new QueueId(Long.MAX_VALUE, new NodeId(0xFFFF))),
                Stream.generate(
                        () -> new QueueId(random.nextLong() >>> (1 + random.nextInt(40)), new NodeId(random.nextInt(0x10000))))
                    .limit(5_000))
            .sorted()
            .toList();

    for (QueueId id : ids) {
      assertThat(id.toString()).hasSize(17);
      assertThat(QueueId.parse(id.toString())).contains(id);
      assertThat(id.toBytes()).hasSize(QueueId.BYTES);
      assertThat(QueueId.read(ByteBuffer.wrap(id.toBytes()))).isEqualTo(id);
    }
    assertThat(ids.stream().map(QueueId::toString).toList()).isSorted();
    assertThat(ids.stream().map(QueueId::toBytes).sorted(Arrays::compareUnsigned).map(QueueIdTest::read).toList())
        .isEqualTo(ids);
  }

  private static QueueId read(byte[] octets) {
    return QueueId.read(ByteBuffer.wrap(octets));
  }

  @Test
  void theWrittenFormsAreFixedForGood() {
    QueueId id = new QueueId((1_772_366_400_123L << 20) | 5, new NodeId(258));

    assertThat(id).hasToString("1KJMMA2KV00050082");
    assertThat(HexFormat.of().formatHex(id.toBytes())).isEqualTo("19ca9450a7b000050102");
  }

  @Test
  void anIdSaysWhenItWasMade() {
    QueueId first = QueueId.firstAt(NOON);

    assertThat(first.time()).isEqualTo(NOON);
    assertThat(new QueueId(first.ticks() | 0xFFFFF, new NodeId(9)).time()).isEqualTo(NOON);
    assertThat(QueueId.firstAt(NOON.minusMillis(1))).isLessThan(first);
    assertThat(first).isLessThanOrEqualTo(new QueueId(first.ticks(), new NodeId(1)));
  }

  @Test
  void readingAndWritingMoveTheBuffersPosition() {
    ByteBuffer buffer = ByteBuffer.allocate(2 * QueueId.BYTES);
    QueueId.firstAt(NOON).write(buffer);
    new QueueId(7, new NodeId(8)).write(buffer);
    buffer.flip();

    assertThat(QueueId.read(buffer)).isEqualTo(QueueId.firstAt(NOON));
    assertThat(QueueId.read(buffer)).isEqualTo(new QueueId(7, new NodeId(8)));
    assertThat(buffer.hasRemaining()).isFalse();
  }

  @Test
  void lowerCaseIsUnderstood() {
    String text = QueueId.firstAt(NOON).toString();

    assertThat(QueueId.parse(text.toLowerCase(Locale.ROOT))).contains(QueueId.firstAt(NOON));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0000000000000000",
        "000000000000000000",
        "8000000000000" + "0000",
        "0000000000000" + "2000",
        "0000000000000" + "ZZZZ",
        "000000000000I0000",
        "000000000000L0000",
        "000000000000O0000",
        "000000000000U0000",
        "0000000000000 000",
        "../../../etc/pass",
        "0000000000000" + "0ß0",
        "0000000000000" + "00ß0",
        "000000000000\ufb060000"
      })
  void everythingElseIsNoId(String text) {
    assertThat(QueueId.parse(text)).isEmpty();
  }

  @Test
  void ticksAndNodesOutsideTheirBoundsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new QueueId(-1, NodeId.SINGLE));
    assertThatIllegalArgumentException().isThrownBy(() -> new NodeId(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new NodeId(0x10000));
  }
}
