package org.karamail.smtp.internal;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.smtp.internal.settings.ListenerSettings.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a listener's door where its settings want it.
 *
 * <p>A port that is taken is tried again, later each time, until it is free or another one is wanted. When the wanted place
 * changes, the new door is opened before the old one is closed, except where both have the same port and would be in each
 * other's way; the connections that came through the old door stay.
 *
 * <p>Belongs to one event loop; the methods without a word about it may be called on any thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the channel, and the channel tells us.
final class Binding {

  private static final Logger LOG = LoggerFactory.getLogger(Binding.class);
  private static final int DOUBLINGS = 5;
  private static final long LOOK_AGAIN_MILLIS = 250;
  private static final long LONGEST_WAIT = 30;

  private final ServerBootstrap bootstrap;
  private final EventLoop loop;
  private final PortFile portFile;
  private final BooleanSupplier mayOpen;
  private Optional<Endpoint> wanted = Optional.empty();
  private Optional<Channel> door = Optional.empty();
  private boolean saidWaiting;
  private long generation;
  private volatile Optional<InetSocketAddress> bound = Optional.empty();
  private volatile int failedTries;

  /**
   * A door that is closed.
   *
   * @param mayOpen asked before it is opened, again and again until it may; one that is open stays so
   */
  Binding(ServerBootstrap bootstrap, EventLoop loop, PortFile portFile, BooleanSupplier mayOpen) {
    this.mayOpen = mayOpen;
    this.bootstrap = bootstrap;
    this.loop = loop;
    this.portFile = portFile;
  }

  /** Where connections are accepted at present. */
  Optional<InetSocketAddress> bound() {
    return bound;
  }

  /** How often the wanted place could not be had since it was wanted or had. */
  int failedTries() {
    return failedTries;
  }

  /** From now on the door shall be there. */
  void want(Endpoint endpoint) {
    loop.execute(() -> move(endpoint));
  }

  /** Closes the door for good; done when nobody can come in any more. */
  CompletionStage<Void> close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    loop.execute(
        () -> {
          wanted = Optional.empty();
          generation++;
          portFile.remove();
          if (door.isPresent()) {
            closeDoor().addListener(done -> closed.complete(null));
          } else {
            closed.complete(null);
          }
        });
    return closed;
  }

  private void move(Endpoint endpoint) {
    if (wanted.filter(endpoint::equals).isPresent()) {
      return;
    }
    wanted = Optional.of(endpoint);
    failedTries = 0;
    generation++;
    Attempt first = new Attempt(endpoint, 0, 0, generation);
    if (bound.filter(address -> endpoint.ports().contains(address.getPort())).isPresent()) {
      closeDoor().addListener(closed -> loop.execute(() -> open(first)));
    } else {
      open(first);
    }
  }

  private void open(Attempt attempt) {
    if (attempt.generation() == generation && !mayOpen.getAsBoolean()) {
      sayWaiting(attempt.endpoint().pid());
      loop.schedule(() -> open(attempt), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    } else if (attempt.generation() == generation) {
      bootstrap
          .clone()
          .option(ChannelOption.SO_BACKLOG, attempt.endpoint().backlog())
          .bind(attempt.endpoint().address(), attempt.port())
          .addListener((ChannelFuture opening) -> loop.execute(() -> ended(attempt, opening)));
    }
  }

  private void sayWaiting(String pid) {
    if (!saidWaiting) {
      saidWaiting = true;
      LOG.warn("{}: not listening yet, a required plugin is not there; mail:plugins names it", pid);
    }
  }

  private void ended(Attempt attempt, ChannelFuture opening) {
    if (attempt.generation() != generation) {
      opening.channel().close();
    } else if (opening.isSuccess()) {
      opened(attempt, opening.channel());
    } else if (attempt.hasMorePorts()) {
      open(attempt.nextPort());
    } else {
      retry(attempt, opening.cause());
    }
  }

  private void opened(Attempt attempt, Channel opened) {
    Optional<Channel> old = door;
    InetSocketAddress address = (InetSocketAddress) opened.localAddress();
    door = Optional.of(opened);
    bound = Optional.of(address);
    failedTries = 0;
    portFile.write(address.getPort());
    LOG.info("{}: listening on {}", attempt.endpoint().pid(), text(address.getAddress(), address.getPort()));
    old.ifPresent(Channel::close);
  }

  private void retry(Attempt attempt, Throwable cause) {
    failedTries = attempt.failedBefore() + 1;
    String pid = attempt.endpoint().pid();
    if (failedTries == 1) {
      LOG.error(
          "{}: cannot listen on {} ({}); stop what listens there, or set 'port' or 'address' in etc/{}.cfg{}; trying on",
          pid,
          text(attempt.endpoint().address(), attempt.endpoint().ports().get(0)),
          cause.getMessage(),
          pid.replace('~', '-'),
          EnvironmentOverrides.variable(pid, "port").map(variable -> " or " + variable).orElse(""));
    }
    loop.schedule(() -> open(attempt.later()), attempt.secondsToNext(), TimeUnit.SECONDS);
  }

  private ChannelFuture closeDoor() {
    Channel closing = door.orElseThrow(() -> new IllegalStateException("no door is open"));
    door = Optional.empty();
    bound = Optional.empty();
    return closing.close();
  }

  private static String text(InetAddress address, int port) {
    String host = address.getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  /** One of the tries to open the door. */
  private record Attempt(Endpoint endpoint, int index, int failedBefore, long generation) {

    int port() {
      return endpoint.ports().get(index);
    }

    boolean hasMorePorts() {
      return index + 1 < endpoint.ports().size();
    }

    Attempt nextPort() {
      return new Attempt(endpoint, index + 1, failedBefore, generation);
    }

    Attempt later() {
      return new Attempt(endpoint, 0, failedBefore + 1, generation);
    }

    long secondsToNext() {
      return failedBefore < DOUBLINGS ? 1L << failedBefore : LONGEST_WAIT;
    }
  }
}
