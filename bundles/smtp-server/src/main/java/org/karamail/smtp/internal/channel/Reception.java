package org.karamail.smtp.internal.channel;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.james.protocols.api.handler.LineHandler;
import org.karamail.smtp.internal.session.Hooks;
import org.karamail.smtp.internal.session.Session;
import org.karamail.smtp.internal.settings.ListenerSettings;

/** Gives every connection its session, with the settings of this moment, and its conversation. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the channel, and the channel tells us.
public final class Reception extends ChannelInitializer<SocketChannel> {

  private static final int ID_RADIX = 36;

  private final Supplier<ListenerSettings> settings;
  private final LineHandler<Session> dispatcher;
  private final Surroundings around;
  private final Hooks hooks;
  private final AtomicLong nextId;

  /**
   * A reception.
   *
   * @param firstId where session ids begin: a number that grows from start to start
   */
  public Reception(
      Supplier<ListenerSettings> settings,
      LineHandler<Session> dispatcher,
      Surroundings around,
      Hooks hooks,
      long firstId) {
    this.settings = settings;
    this.dispatcher = dispatcher;
    this.around = around;
    this.hooks = hooks;
    this.nextId = new AtomicLong(firstId);
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    InetSocketAddress client = channel.remoteAddress();
    if (client == null) {
      channel.close(); // it left between accept and here
      return;
    }
    String id = Long.toString(nextId.getAndIncrement(), ID_RADIX).toUpperCase(Locale.ROOT);
    Session session =
        new Session(
            new ChannelTransport(channel, id),
            client.getAddress(),
            settings.get(),
            dispatcher,
            hooks,
            new EventLoopThread(channel.eventLoop()));
    channel.pipeline().addLast(new Conversation(channel, session, around));
  }
}
