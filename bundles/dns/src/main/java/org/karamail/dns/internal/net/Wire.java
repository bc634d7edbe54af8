package org.karamail.dns.internal.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Message;
import org.xbill.DNS.io.IoClientFactory;
import org.xbill.DNS.io.TcpIoClient;
import org.xbill.DNS.io.UdpIoClient;

/**
 * The sockets under dnsjava. One thread moves all octets; it runs no foreign code but what depends on the futures it
 * completes, and dnsjava continues those elsewhere.
 *
 * <p>Exchanges may be begun on any thread. After {@link #close} every exchange under way has failed, the thread has ended or
 * is about to, and new exchanges fail at once.
 */
public final class Wire implements IoClientFactory, UdpIoClient, TcpIoClient, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
  private static final int LARGEST_DATAGRAM = 65_535;
  private static final long LONGEST_WAIT_MILLIS = 60_000;

  private final Selector selector;
  private final Queue<Exchange> arriving = new ConcurrentLinkedQueue<>();
  private final Set<Exchange> open = new HashSet<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);
  private volatile boolean closed;

  private Wire(Selector selector) {
    this.selector = selector;
  }

  /** Opens the wire and starts its thread. */
  public static Wire open() throws IOException {
    Wire wire = new Wire(Selector.open());
    Thread thread = new Thread(wire::run, "karamail-dns-net");
    thread.setDaemon(true);
    thread.start();
    return wire;
  }

  @Override
  public TcpIoClient createOrGetTcpClient() {
    return this;
  }

  @Override
  public UdpIoClient createOrGetUdpClient() {
    return this;
  }

  @Override
  public CompletableFuture<byte[]> sendAndReceiveUdp(
      InetSocketAddress local, InetSocketAddress remote, Message query, byte[] data, int max, Duration timeout) {
    return begin(() -> new UdpExchange(remote, data, System.nanoTime() + timeout.toNanos()));
  }

  @Override
  public CompletableFuture<byte[]> sendAndReceiveTcp(
      InetSocketAddress local, InetSocketAddress remote, Message query, byte[] data, Duration timeout) {
    return begin(() -> new TcpExchange(remote, data, System.nanoTime() + timeout.toNanos()));
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
  }

  private interface Opening {
    Exchange open() throws IOException;
  }

  private CompletableFuture<byte[]> begin(Opening opening) {
    try {
      Exchange exchange = opening.open();
      arriving.add(exchange);
      if (closed) {
        failArriving();
      }
      selector.wakeup();
      return exchange.answer;
    } catch (IOException noSocket) {
      return CompletableFuture.failedFuture(noSocket);
    }
  }

  private void run() {
    while (!closed) {
      try {
        selector.select(this::ready, untilTheNextIsOverdue());
        beginArriving();
        endOverdue();
      } catch (IOException selectorFailed) {
        LOG.error("karamail.dns: no more answers until the bundle is restarted: the selector failed", selectorFailed);
        closed = true;
      }
    }
    end();
  }

  private long untilTheNextIsOverdue() {
    long now = System.nanoTime();
    long next = open.stream().mapToLong(exchange -> exchange.remaining(now)).min().orElse(Long.MAX_VALUE);
    return Math.max(1, Math.min(LONGEST_WAIT_MILLIS, TimeUnit.NANOSECONDS.toMillis(next) + 1));
  }

  private void beginArriving() {
    for (Exchange exchange = arriving.poll(); exchange != null; exchange = arriving.poll()) {
      open.add(exchange);
      try {
        exchange.begin(selector);
      } catch (IOException | RuntimeException unreachable) {
        exchange.answer.completeExceptionally(unreachable);
      }
    }
  }

  private void ready(SelectionKey key) {
    if (key.attachment() instanceof Exchange exchange && key.isValid()) {
      try {
        exchange.ready(key, buffer);
      } catch (IOException | RuntimeException broken) {
        exchange.answer.completeExceptionally(broken);
      }
    }
  }

  private void endOverdue() {
    long now = System.nanoTime();
    open.removeIf(exchange -> isOver(exchange, now));
  }

  private static boolean isOver(Exchange exchange, long now) {
    if (exchange.remaining(now) <= 0) {
      exchange.timeOut();
    }
    if (exchange.isDone()) {
      exchange.close();
    }
    return exchange.isDone();
  }

  private void end() {
    open.forEach(Wire::fail);
    open.clear();
    failArriving();
    try {
      selector.close();
    } catch (IOException nothingWaitsForIt) {
      LOG.debug("karamail.dns: closing the selector failed", nothingWaitsForIt);
    }
  }

  private void failArriving() {
    for (Exchange exchange = arriving.poll(); exchange != null; exchange = arriving.poll()) {
      fail(exchange);
    }
  }

  private static void fail(Exchange exchange) {
    exchange.answer.completeExceptionally(new ClosedChannelException());
    exchange.close();
  }
}
