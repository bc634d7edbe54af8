package org.karamail.smtp.internal;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.karamail.smtp.internal.channel.Conversation;
import org.karamail.smtp.internal.channel.Gate;
import org.karamail.smtp.internal.channel.HeapBuffers;
import org.karamail.smtp.internal.channel.Reception;
import org.karamail.smtp.internal.channel.Surroundings;
import org.karamail.smtp.internal.channel.Watchdog;
import org.karamail.smtp.internal.command.Commands;
import org.karamail.smtp.internal.session.Hooks;
import org.karamail.smtp.internal.settings.ListenerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SMTP listener: a door, its event loops, and the conversations behind it.
 *
 * <p>Safe on any thread. {@link #open} and {@link #apply} return at once; {@link #close} waits for the sessions that are in
 * the middle of a message, as long as {@code shutdownGrace} allows.
 */
public final class Listener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int ID_BITS_A_MILLISECOND = 10;
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Supplier<ListenerSettings> settings;
  private final EventLoopGroup loops;
  private final Gate gate = new Gate();
  private final Binding binding;

  /**
   * A listener that is not open yet.
   *
   * @param settings asked once for every connection
   * @param commands what it understands
   * @param data the folder whose {@code run} folder gets the port file
   * @param hooks who may have a say in its sessions
   * @param nanos the monotonic clock
   */
  public Listener(
      Supplier<ListenerSettings> settings, Commands commands, Path data, Hooks hooks, LongSupplier nanos) {
    this.settings = settings;
    ListenerSettings first = settings.get();
    this.loops =
        new NioEventLoopGroup(first.ioThreads(), new DefaultThreadFactory("karamail-smtp-" + first.name(), true));
    this.binding =
        new Binding(
            bootstrap(reception(commands, hooks, nanos)),
            loops.next(),
            new PortFile(data, first.name()),
            hooks.readiness()::isReady);
  }

  /** Begins to listen; a port that is taken is tried again. */
  public void open() {
    apply(settings.get());
  }

  /** Takes changed settings: the door moves at once, limits hold for new sessions. */
  public void apply(ListenerSettings changed) {
    binding.want(changed.endpoint());
  }

  /** Where it listens at present. */
  public Optional<InetSocketAddress> address() {
    return binding.bound();
  }

  /** How often the wanted place could not be had since it was wanted or had. */
  public int failedTries() {
    return binding.failedTries();
  }

  /** How many conversations there are. */
  public int conversations() {
    return gate.conversations().size();
  }

  /** In how many of them the client has to wait until we are through with what it sent. */
  public long heldBack() {
    return gate.conversations().stream().filter(Conversation::isHeldBack).count();
  }

  /** Closes the door, lets messages on their way come to their end for a while, and ends all sessions and threads. */
  @Override
  public void close() {
    awaitClosedDoor();
    gate.conversations().forEach(Conversation::shutDown);
    gate.awaitEmpty(settings.get().timeouts().shutdown());
    gate.conversations().forEach(Conversation::cut);
    gate.awaitEmpty(LAST_WORDS);
    loops.shutdownGracefully(0, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }

  private void awaitClosedDoor() {
    try {
      binding.close().toCompletableFuture().get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException wanted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException stuck) {
      LOG.warn("the door of listener {} does not close; it is closed with its event loops", settings.get().name(), stuck);
    }
  }

  private Reception reception(Commands commands, Hooks hooks, LongSupplier nanos) {
    return new Reception(
        settings,
        commands.dispatcher(),
        new Surroundings(commands.greeting(), gate, new Watchdog(nanos), nanos),
        hooks,
        System.currentTimeMillis() << ID_BITS_A_MILLISECOND);
  }

  private ServerBootstrap bootstrap(Reception reception) {
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .childHandler(reception)
        .childOption(ChannelOption.ALLOCATOR, new HeapBuffers())
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true);
  }
}
