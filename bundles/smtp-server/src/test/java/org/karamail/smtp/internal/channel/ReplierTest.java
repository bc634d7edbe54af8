package org.karamail.smtp.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.karamail.model.Reply;
import org.karamail.model.StatusCode;

class ReplierTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Replier replier = new Replier(channel);

  @Test
  void everyLineOfAReplyHasItsCodeAndItsStatus() {
    replier.add(new Reply(250, Optional.empty(), List.of("one", "two", "three")));
    replier.add(new Reply(550, StatusCode.parse("5.1.1"), List.of("no", "never")));
    replier.flush();
    assertThat(sent()).isEqualTo("250-one\r\n250-two\r\n250 three\r\n550-5.1.1 no\r\n550 5.1.1 never\r\n");
  }

  @Test
  void repliesOfAnyLengthAreGatheredInOneWriteAndNoneIsLost() {
    for (int length = 0; length < 1100; length++) {
      String text = "x".repeat(length);
      replier.add(Reply.plain(250, text));
      replier.add(Reply.plain(221, "Bye"));
      replier.flush();
      assertThat(channel.outboundMessages()).hasSize(1);
      assertThat(sent()).isEqualTo("250 " + text + "\r\n221 Bye\r\n");
    }
  }

  @Test
  void withoutRepliesNothingIsWritten() {
    replier.flush();
    replier.add(Reply.plain(221, "Bye"));
    replier.release();
    replier.flush();
    assertThat(channel.outboundMessages()).isEmpty();
  }

  private String sent() {
    ByteBuf written = channel.readOutbound();
    try {
      return written.toString(StandardCharsets.US_ASCII);
    } finally {
      written.release();
    }
  }
}
