package org.karamail.routing.internal.mx;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.karamail.routing.OwnListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tells us from others: our name, and where we listen. Behind address translation only the name does; a loop that
 * neither notices ends at the limit of Received fields.
 */
public final class OwnHost {

  private static final Logger LOG = LoggerFactory.getLogger(OwnHost.class);

  private final String name;
  private final Supplier<? extends Collection<OwnListener>> listeners;

  /**
   * This host.
   *
   * @param name as it greets
   * @param listeners those there are now
   */
  public OwnHost(String name, Supplier<? extends Collection<OwnListener>> listeners) {
    this.name = name.toLowerCase(Locale.ROOT);
    this.listeners = listeners;
  }

  boolean isNamed(String host) {
    return name.equals(host);
  }

  /** Whether one of our listeners answers at this address. */
  boolean listensAt(InetSocketAddress address) {
    List<InetSocketAddress> ours = listeners.get().stream().map(OwnListener::address).flatMap(Optional::stream).toList();
    return ours.stream().anyMatch(own -> own.getPort() == address.getPort() && covers(own, address.getAddress()));
  }

  private static boolean covers(InetSocketAddress own, InetAddress address) {
    return own.getAddress().equals(address) || (own.getAddress().isAnyLocalAddress() && isOfThisMachine(address));
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unknown) {
      LOG.warn("karamail.routing: cannot tell whether {} is an address of this machine", address, unknown);
      return false;
    }
  }
}
