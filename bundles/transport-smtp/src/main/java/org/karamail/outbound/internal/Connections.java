package org.karamail.outbound.internal;

import java.io.Closeable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.karamail.model.Fault;
import org.karamail.outbound.ConnectionPool;
import org.karamail.outbound.HostConnections;
import org.karamail.outbound.PoolStatistics;
import org.karamail.outbound.internal.wire.Conversation;
import org.karamail.outbound.internal.wire.Stage;
import org.karamail.outbound.internal.wire.Trouble;
import org.karamail.routing.TlsPolicy;

/**
 * The connections there are, by host: idle ones to be used again, and how many are in use. No host has more than {@code
 * maxConnectionsPerHost} at once; who wants another one waits for it as long as for a connection to open.
 *
 * <p><b>Threads.</b> Any; one lock, held for no word to any peer. Whoever borrows a connection gives it back or drops it.
 */
final class Connections implements ConnectionPool, Closeable {

  private final Supplier<OutboundSettings> settings;
  private final LongSupplier nanos;
  private final Caretaker caretaker;
  private final Map<InetSocketAddress, Host> hosts = new HashMap<>();
  private long hits;
  private long misses;
  private boolean closed;

  /** Opens a connection where none is idle. */
  interface Opener {
    Conversation open(Connection.Key key) throws Trouble;
  }

  private static final class Host {
    final ArrayDeque<Connection> idle = new ArrayDeque<>();
    final Set<Connection> lent = new HashSet<>();
    final String name;
    int opening;

    Host(String name) {
      this.name = name;
    }

    int open() {
      return idle.size() + active();
    }

    int active() {
      return lent.size() + opening;
    }
  }

  Connections(Supplier<OutboundSettings> settings, LongSupplier nanos, Caretaker caretaker) {
    this.settings = settings;
    this.nanos = nanos;
    this.caretaker = caretaker;
  }

  /**
   * A connection of one's own.
   *
   * @param fresh whether it must be a new one
   * @throws Trouble when none can be opened, or all that the host may have are in use
   */
  Connection borrow(Connection.Key key, boolean fresh, Opener opener) throws Trouble, InterruptedException {
    Optional<Connection> idle = reserve(key, fresh);
    if (idle.isPresent()) {
      return idle.get();
    }
    Optional<Connection> opened = Optional.empty();
    try {
      opened = Optional.of(Connection.fresh(key, opener.open(key), nanos.getAsLong()));
      return opened.get();
    } finally {
      opened(key, opened);
    }
  }

  /** An idle one, or empty when the caller may open one. */
  private synchronized Optional<Connection> reserve(Connection.Key key, boolean fresh)
      throws Trouble, InterruptedException {
    Duration patience = settings.get().patience().connect();
    long end = nanos.getAsLong() + patience.toNanos();
    while (true) {
      Host host = hosts.computeIfAbsent(key.address(), address -> new Host(key.peer().toString()));
      Optional<Connection> idle = fresh ? Optional.empty() : idle(host, key);
      if (idle.isPresent()) {
        hits++;
        host.lent.add(idle.get());
        return idle;
      }
      if (mayOpen(host)) {
        misses++;
        host.opening++;
        return Optional.empty();
      }
      long left = end - nanos.getAsLong();
      if (left <= 0 || closed) {
        throw Trouble.of(
            Stage.CONNECT, Fault.Category.CONNECTION, "all " + host.open() + " connections to it are in use");
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** The last one that came back: the others may grow old and go. */
  private Optional<Connection> idle(Host host, Connection.Key key) {
    for (Iterator<Connection> newestFirst = host.idle.iterator(); newestFirst.hasNext(); ) {
      Connection one = newestFirst.next();
      if (one.key().equals(key)) {
        newestFirst.remove();
        if (!one.conversation().isDisturbed() && !one.isWorn(settings.get().keeping(), nanos.getAsLong())) {
          return Optional.of(one);
        }
        caretaker.dismiss(one);
      }
    }
    return Optional.empty();
  }

  /** Makes room by an idle connection of another kind where that is all that is in the way. */
  private boolean mayOpen(Host host) {
    int limit = settings.get().keeping().perHost();
    if (!closed && host.open() >= limit && !host.idle.isEmpty()) {
      caretaker.dismiss(host.idle.removeLast());
    }
    return !closed && host.open() < limit;
  }

  private synchronized void opened(Connection.Key key, Optional<Connection> opened) {
    Host host = host(key);
    host.opening--;
    opened.ifPresent(host.lent::add);
    changed(key, host);
  }

  /** It is as good as new. */
  synchronized void giveBack(Connection connection) {
    Host host = host(connection.key());
    host.lent.remove(connection);
    Connection rested = connection.afterMessage(nanos.getAsLong());
    if (closed || rested.isWorn(settings.get().keeping(), nanos.getAsLong())) {
      caretaker.dismiss(rested);
    } else {
      host.idle.addFirst(rested);
    }
    changed(connection.key(), host);
  }

  /** It is of no more use. */
  void drop(Connection connection) {
    connection.conversation().close();
    leave(connection);
  }

  /** Says good-bye to idle ones that are worn, and takes out those that are to show that they are alive. */
  synchronized List<Connection> takeRested(Duration since) {
    List<Connection> taken = new ArrayList<>();
    long now = nanos.getAsLong();
    for (Host host : hosts.values()) {
      for (Iterator<Connection> all = host.idle.iterator(); all.hasNext(); ) {
        Connection one = all.next();
        if (one.isWorn(settings.get().keeping(), now)) {
          all.remove();
          caretaker.dismiss(one);
        } else if (one.hasRestedFor(since.toNanos(), now)) {
          all.remove();
          host.lent.add(one);
          taken.add(one);
        }
      }
    }
    hosts.values().removeIf(host -> host.open() == 0);
    notifyAll();
    return taken;
  }

  private synchronized void leave(Connection connection) {
    Host host = host(connection.key());
    host.lent.remove(connection);
    changed(connection.key(), host);
  }

  /** It has shown that it is alive. */
  synchronized void putBack(Connection connection) {
    Host host = host(connection.key());
    host.lent.remove(connection);
    if (closed) {
      caretaker.dismiss(connection);
    } else {
      host.idle.addLast(connection.alive(nanos.getAsLong()));
    }
    changed(connection.key(), host);
  }

  private Host host(Connection.Key key) {
    return hosts.computeIfAbsent(key.address(), address -> new Host(key.peer().toString()));
  }

  private void changed(Connection.Key key, Host host) {
    if (host.open() == 0) {
      hosts.remove(key.address(), host);
    }
    notifyAll();
  }

  @Override
  public int perHost() {
    return settings.get().keeping().perHost();
  }

  @Override
  public TlsPolicy tls() {
    return settings.get().tls();
  }

  @Override
  public synchronized PoolStatistics statistics() {
    int total = hosts.values().stream().mapToInt(Host::open).sum();
    int active = hosts.values().stream().mapToInt(Host::active).sum();
    return new PoolStatistics(total, active, hosts.size() * settings.get().keeping().perHost(), hits, misses);
  }

  @Override
  public synchronized List<HostConnections> hosts() {
    return hosts.values().stream()
        .map(host -> new HostConnections(host.name, host.active(), host.idle.size()))
        .sorted(Comparator.comparingInt(HostConnections::active).reversed().thenComparing(HostConnections::host))
        .toList();
  }

  /** Says good-bye to the idle ones; those in use end with their attempts. */
  @Override
  public synchronized void close() {
    closed = true;
    for (Host host : hosts.values()) {
      host.idle.forEach(caretaker::dismiss);
      host.idle.clear();
    }
    hosts.values().removeIf(host -> host.open() == 0);
    notifyAll();
  }
}
