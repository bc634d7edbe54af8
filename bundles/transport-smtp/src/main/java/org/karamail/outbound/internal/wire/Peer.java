package org.karamail.outbound.internal.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Whom a connection leads to.
 *
 * @param name by which it was found; certificates are compared with it
 * @param address where it is; carries the name, so that nobody looks it up backwards
 */
public record Peer(String name, InetSocketAddress address) {

  /** A peer whose address carries its name. */
  public static Peer of(String name, InetSocketAddress address) {
    try {
      InetAddress named = InetAddress.getByAddress(name, address.getAddress().getAddress());
      return new Peer(name, new InetSocketAddress(named, address.getPort()));
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException("an address of the wrong length: " + address, impossible);
    }
  }

  /** {@code mx.example.org [192.0.2.1]:25}. */
  @Override
  public String toString() {
    return name + " [" + address.getAddress().getHostAddress() + "]:" + address.getPort();
  }
}
