package org.karamail.rocksdb.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  private static final byte[] KEY = {1, 2, 3};

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 127, 128, -128, -129, 255, 256, 65_535, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE})
  void aNumberIsReadAsItWasWritten(long number) {
    long back = read(new FieldWriter().number(1, number), fields -> fields.number(1));

    assertThat(back).isEqualTo(number);
  }

  @Test
  void textOctetsTimesAndRecordsAreReadAsTheyWereWritten() {
    Instant time = Instant.ofEpochSecond(-5, 999_999_999);
    byte[] octets = new byte[70_000];
    new Random(1).nextBytes(octets);
    FieldWriter writer =
        new FieldWriter()
            .text(200, "grüße")
            .octets(3, octets)
            .time(70_000, time)
            .record(4, new FieldWriter().text(1, "inner"))
            .record(4, new FieldWriter().text(1, "second"));

    read(
        writer,
        fields -> {
          assertThat(fields.text(200)).isEqualTo("grüße");
          assertThat(fields.octets(3)).isEqualTo(octets);
          assertThat(fields.length(3)).isEqualTo(octets.length);
          assertThat(fields.time(70_000)).isEqualTo(time);
          assertThat(fields.records(4)).extracting(inner -> inner.text(1)).containsExactly("inner", "second");
          return fields;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"})
  void timesOfAnyAgeAreKeptToTheNanosecond(String text) {
    Instant time = Instant.parse(text);

    Instant back = read(new FieldWriter().time(1, time), fields -> fields.time(1));

    assertThat(back).isEqualTo(time);
  }

  @Test
  void aFieldThatNobodyKnowsIsPassedOver() {
    FieldWriter newer = new FieldWriter().text(1, "known").text(99, "of a newer release").number(2, 7);

    String back = read(newer, fields -> fields.text(1) + fields.number(2));

    assertThat(back).isEqualTo("known7");
  }

  @Test
  void aFieldThatIsMissingHasADefaultOrIsRefused() {
    FieldWriter empty = new FieldWriter();

    String back = read(empty, fields -> fields.text(1, "none") + fields.optional(1, fields::text).isPresent());

    assertThat(back).isEqualTo("nonefalse");
    assertThatThrownBy(() -> read(empty, fields -> fields.text(1))).isInstanceOf(UnreadableRecordException.class);
  }

  @Test
  void aRecordCutAnywhereIsRefused() {
    byte[] whole = Checksum.seal(KEY, new FieldWriter().text(1, "some text").number(2, 1_000).time(3, Instant.EPOCH));

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Fields.decode(KEY, cut, fields -> fields.text(1)))
          .as("cut to %d", length)
          .isInstanceOf(UnreadableRecordException.class);
    }
  }

  @Test
  void aRecordWithOneBitTurnedOrUnderAnotherKeyIsRefused() {
    byte[] whole = Checksum.seal(KEY, new FieldWriter().text(1, "some text").number(2, 1_000));

    for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
      byte[] turned = whole.clone();
      turned[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThatThrownBy(() -> Fields.decode(KEY, turned, fields -> fields))
          .as("bit %d", bit)
          .isInstanceOf(UnreadableRecordException.class);
    }
    assertThatThrownBy(() -> Fields.decode(new byte[] {1, 2, 4}, whole, fields -> fields))
        .isInstanceOf(UnreadableRecordException.class);
  }

  @Test
  void aSoundChecksumOverNonsenseIsRefusedByItsForm() {
    for (int seed = 0; seed < 2_000; seed++) {
      byte[] nonsense = new byte[1 + new Random(seed).nextInt(40)];
      new Random(seed).nextBytes(nonsense);
      byte[] sealed = sealedRaw(nonsense);
      try {
        Fields.decode(KEY, sealed, fields -> fields.number(1) + fields.text(2) + fields.time(3));
      } catch (UnreadableRecordException refused) {
        assertThat(refused.getMessage()).isNotEmpty();
      }
    }
  }

  /** A record whose fields are these octets, whatever they say. */
  private static byte[] sealedRaw(byte[] octets) {
    byte[] sealed = Checksum.seal(KEY, new FieldWriter().octets(1, octets));
    byte[] raw = Arrays.copyOf(octets, octets.length + Integer.BYTES);
    java.util.zip.CRC32C checksum = new java.util.zip.CRC32C();
    checksum.update(KEY);
    checksum.update(octets);
    java.nio.ByteBuffer.wrap(raw).putInt(octets.length, (int) checksum.getValue());
    assertThat(sealed).isNotEqualTo(raw);
    return raw;
  }

  @Test
  void whatIsWrittenIsAsShortAsItCanBe() {
    assertThat(new FieldWriter().number(1, 5).toBytes()).containsExactly(1, 1, 5);
    assertThat(new FieldWriter().text(2, "ab").toBytes())
        .isEqualTo("\2\2ab".getBytes(StandardCharsets.US_ASCII));
  }

  private static <T> T read(FieldWriter writer, Function<Fields, T> reader) {
    return Fields.decode(KEY, Checksum.seal(KEY, writer), reader);
  }
}
