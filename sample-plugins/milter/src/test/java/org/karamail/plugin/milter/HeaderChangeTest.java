package org.karamail.plugin.milter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.hook.Edits;
import org.karamail.hook.Edits.Edit;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;

class HeaderChangeTest {

  @Test
  void aFieldOnTopIsOneEdit() {
    List<HeaderField> before = List.of(field("A", 1), field("B", 2));
    List<HeaderField> after = List.of(field("C", 3), field("A", 1), field("B", 2));
    assertThat(HeaderChange.between(before, after)).isEqualTo(Edits.of(new Edit.AddField(field("C", 3))));
    assertThat(HeaderChange.between(before, before).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyHeaderCanBeMadeOfAnyOther(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      List<HeaderField> before = some(random);
      List<HeaderField> after = new ArrayList<>(before);
      for (int change = random.nextInt(4); change > 0; change--) {
        change(after, random);
      }
      assertThat(made(HeaderChange.between(before, after), before)).isEqualTo(after);
    }
  }

  private static void change(List<HeaderField> fields, Random random) {
    int at = random.nextInt(fields.size() + 1);
    switch (random.nextInt(4)) {
      case 0 -> fields.add(at, field(name(random), random.nextInt(100)));
      case 1 -> fields.subList(Math.min(at, fields.size()), fields.size()).clear();
      case 2 -> Collections.shuffle(fields, random);
      default -> fields.replaceAll(old -> random.nextInt(4) == 0 ? field(old.name().toLowerCase(Locale.ROOT), 7) : old);
    }
  }

  private static List<HeaderField> some(Random random) {
    List<HeaderField> fields = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      fields.add(field(name(random), random.nextInt(3)));
    }
    return fields;
  }

  /** As Karamail makes edits. */
  private static List<HeaderField> made(Edits edits, List<HeaderField> before) {
    StringBuilder text = new StringBuilder();
    before.forEach(field -> text.append(field.raw()));
    HeaderBlock block = HeaderBlock.of(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    for (Edit edit : edits.list()) {
      block =
          edit instanceof Edit.AddField add
              ? block.withOnTop(add.field())
              : block.without(((Edit.RemoveFields) edit).name());
    }
    return block.fields();
  }

  private static String name(Random random) {
    return List.of("A", "B", "C", "a", "D").get(random.nextInt(5));
  }

  private static HeaderField field(String name, int value) {
    return new HeaderField(name + ": " + value + "\r\n");
  }
}
