package org.karamail.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagListTest {

  private static final String ODD = "v=1; ab\r\u0000\u00e9:";

  @Test
  void tagsKeepTheirOrderAndLoseTheWhiteSpaceAroundThem() {
    TagList list = TagList.parse(" v = 1 ;\ta=rsa-sha256; h= From : To\t:Subject;b=ab\r\n\tcd ; e=;").orElseThrow();

    assertThat(list.tags().keySet()).containsExactly("v", "a", "h", "b", "e");
    assertThat(list.get("v")).contains("1");
    assertThat(list.get("e")).contains("");
    assertThat(list.parts("h")).isEqualTo(List.of("From", "To", "Subject"));
    assertThat(list.dense("b")).contains("abcd");
    assertThat(list.get("V")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", "v", "v=1;;a=2", "v=1; v=2", "=1", "1v=1", "v v=1", "v=1; a=\u0001", "v=1; ; "})
  void whatBreaksTheGrammarIsNoList(String text) {
    assertThat(TagList.parse(text)).isEmpty();
  }

  @Test
  void noTextThrows() {
    Random random = new Random(6376);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(30), 0, ODD.length()).forEach(i -> text.append(ODD.charAt(i)));
      assertThat(TagList.parse(text.toString())).isNotNull();
      assertThat(KeyRecord.parse(text.toString())).isEmpty();
    }
  }
}
