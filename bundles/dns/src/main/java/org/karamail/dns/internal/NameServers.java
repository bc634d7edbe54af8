package org.karamail.dns.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which name servers are asked: those of the configuration, or those of the system ({@code /etc/resolv.conf}), which is read
 * again now and then, because networks come and go.
 *
 * <p>The one that answered last is asked first, so that a dead one costs its wait once and not with every question.
 *
 * <p>Called on threads of this bundle, which may read a small file.
 */
final class NameServers {

  private static final Logger LOG = LoggerFactory.getLogger(NameServers.class);
  private static final long READ_AGAIN_AFTER_NANOS = 10_000_000_000L;

  private final List<InetSocketAddress> configured;
  private final Path systemFile;
  private final LongSupplier nanoTime;
  private volatile int first;
  private List<InetSocketAddress> system = List.of();
  private long readAt;
  private boolean everRead;

  NameServers(List<InetSocketAddress> configured, Path systemFile, LongSupplier nanoTime) {
    this.configured = List.copyOf(configured);
    this.systemFile = systemFile;
    this.nanoTime = nanoTime;
  }

  List<InetSocketAddress> all() {
    return configured.isEmpty() ? ofTheSystem() : configured;
  }

  /** The server for a try, counted from 0: the one that did well last, then those behind it in turn. */
  InetSocketAddress forTry(int number) {
    List<InetSocketAddress> all = all();
    return all.get(Math.floorMod(first + number, all.size()));
  }

  /** This one answered: others may begin with it. */
  void answered(InetSocketAddress server) {
    first = Math.max(0, all().indexOf(server));
  }

  private synchronized List<InetSocketAddress> ofTheSystem() {
    long now = nanoTime.getAsLong();
    if (!everRead || now - readAt > READ_AGAIN_AFTER_NANOS) {
      everRead = true;
      readAt = now;
      system = read();
    }
    return system;
  }

  private List<InetSocketAddress> read() {
    List<InetSocketAddress> found = List.of();
    try {
      found =
          Files.readAllLines(systemFile).stream()
              .map(String::strip)
              .filter(line -> line.matches("nameserver\\s+\\S+"))
              .map(line -> ServerAddress.parse(line.substring("nameserver".length()).strip()))
              .flatMap(Optional::stream)
              .toList();
    } catch (IOException noSuchFile) {
      LOG.debug("karamail.dns: {} cannot be read", systemFile, noSuchFile);
    }
    return found.isEmpty() ? List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), ServerAddress.PORT)) : found;
  }
}
