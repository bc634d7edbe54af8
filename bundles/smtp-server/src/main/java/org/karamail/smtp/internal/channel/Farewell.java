package org.karamail.smtp.internal.channel;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import org.karamail.hook.Disconnect;
import org.karamail.smtp.internal.session.Answer;
import org.karamail.smtp.internal.session.Replies;

/**
 * How a connection is closed behind the last answer. A client that expects the end is gone at once. Another may still be
 * sending, and octets that nobody reads would turn the close into a reset that takes our answer with it: it gets our end of
 * the connection closed, and some time to read.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the channel, and the channel tells the conversation.
final class Farewell {

  /** How long a client may take to read our last words. */
  static final Duration LINGER = Duration.ofSeconds(2);

  private Farewell() {}

  /** Closes behind what has been written: both ends where all was said, ours alone where the client may still be sending. */
  static void close(SocketChannel channel, boolean allSaid) {
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(allSaid ? ChannelFutureListener.CLOSE : future -> channel.shutdownOutput());
  }

  /** Why a session ends with this answer. */
  static Disconnect.Reason reason(Answer last) {
    if (last.reply().isPositive()) {
      return Disconnect.Reason.QUIT;
    }
    return last.equals(Replies.SHUTTING_DOWN) ? Disconnect.Reason.SHUTDOWN : Disconnect.Reason.CLOSED;
  }
}
