package org.karamail.smtp.internal.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
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
    if (gathered.maxCapacity() == 0) {
      gathered = channel.alloc().heapBuffer(TYPICAL);
    }
    String code = Integer.toString(reply.code());
    String status = reply.status().map(given -> given + " ").orElse("");
    int last = reply.lines().size() - 1;
    for (int i = 0; i <= last; i++) {
      write(code);
      write(i < last ? "-" : " ");
      write(status);
      write(reply.lines().get(i));
      write("\r\n");
    }
  }

  private void write(String ascii) {
    ByteBufUtil.writeAscii(gathered, ascii);
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
