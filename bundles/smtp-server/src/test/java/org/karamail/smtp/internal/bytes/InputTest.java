package org.karamail.smtp.internal.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InputTest {

  @Test
  void manySmallPacketsCostFewBuffers() {
    Input input = new Input();
    ByteBuf roomy = Unpooled.buffer(64);
    roomy.writeByte('a');
    input.add(roomy);
    for (int i = 0; i < 63; i++) {
      input.add(Unpooled.copiedBuffer("b", StandardCharsets.ISO_8859_1));
    }
    assertThat(input.to() - input.from()).isEqualTo(64);
  }

  @Test
  void everythingIsReadInOrderAcrossBuffersAndReleased() {
    Input input = new Input();
    ByteBuf first = Unpooled.copiedBuffer("one", StandardCharsets.ISO_8859_1);
    ByteBuf second = Unpooled.copiedBuffer("two", StandardCharsets.ISO_8859_1);
    input.add(first);
    input.add(second);
    StringBuilder read = new StringBuilder();
    while (input.isReadable()) {
      read.append((char) input.array()[input.from()]);
      input.skip(1);
    }
    assertThat(read).hasToString("onetwo");
    assertThat(first.refCnt() + second.refCnt()).isZero();
  }

  @Test
  void whatNobodyReadIsReleased() {
    Input input = new Input();
    ByteBuf buffer = Unpooled.copiedBuffer("one", StandardCharsets.ISO_8859_1);
    input.add(buffer);
    input.release();
    assertThat(input.readable()).isZero();
    assertThat(buffer.refCnt()).isZero();
  }

  @Test
  void aBufferWithoutAnArrayIsAnErrorOfTheListener() {
    assertThatThrownBy(() -> new Input().add(Unpooled.directBuffer().writeByte(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
