package org.karamail.smtp.internal.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.karamail.model.Reply;

/**
 * Gathers replies, so that the answers to pipelined commands leave in one packet (RFC 2920 section 3.2).
 *
 * <p>A reply of several lines carries its code on each, and its enhanced status code (RFC 2034) where it has one.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the channel, and the channel tells us.
final class Replier {

  private static final int TYPICAL = 256;

  private final Channel channel;
  private ByteBuf gathered = Unpooled.EMPTY_BUFFER;

  Replier(Channel channel) {
    this.channel = channel;
  }

  void add(Reply reply) {
    if (!gathered.isWritable()) {
      gathered = channel.alloc().heapBuffer(TYPICAL);
    }
    String code = Integer.toString(reply.code());
    String status = reply.status().map(s -> s + " ").orElse("");
    Iterator<String> lines = reply.lines().iterator();
    while (lines.hasNext()) {
      String text = lines.next();
      gathered.writeCharSequence(
          code + (lines.hasNext() ? "-" : " ") + status + text + "\r\n", StandardCharsets.US_ASCII);
    }
  }

  /** Sends what has been gathered. */
  void flush() {
    if (gathered.isReadable()) {
      ByteBuf full = gathered;
      gathered = Unpooled.EMPTY_BUFFER;
      channel.writeAndFlush(full, channel.voidPromise());
    }
  }

  /** Forgets what has been gathered: nobody is there to read it. */
  void release() {
    gathered.release();
    gathered = Unpooled.EMPTY_BUFFER;
  }
}
