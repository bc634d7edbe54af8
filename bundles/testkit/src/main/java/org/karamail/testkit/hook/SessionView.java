package org.karamail.testkit.hook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import org.karamail.hook.Session;

/** A client's connection. */
public record SessionView(
    String id,
    String listener,
    InetAddress remoteAddress,
    int remotePort,
    int localPort,
    Instant connectedAt,
    boolean spokeEarly,
    Optional<String> helo,
    Optional<String> user,
    boolean mayRelay,
    Optional<Tls> tls)
    implements Session {

  /** An unknown client at 192.0.2.25 that has said EHLO on listener {@code mx}, without encryption. */
  public static SessionView sample() {
    return new SessionView(
        "S1", "mx", address("192.0.2.25"), 50025, 25, Samples.NOON, false,
        Optional.of("client.example"), Optional.empty(), false, Optional.empty());
  }

  /** The same from another address, an IP literal. */
  public SessionView from(String ip) {
    return new SessionView(
        id, listener, address(ip), remotePort, localPort, connectedAt, spokeEarly, helo, user, mayRelay, tls);
  }

  /** The same on another listener. */
  public SessionView on(String other) {
    return new SessionView(
        id, other, remoteAddress, remotePort, localPort, connectedAt, spokeEarly, helo, user, mayRelay, tls);
  }

  /** The same, calling itself so. */
  public SessionView greeting(String name) {
    return new SessionView(
        id, listener, remoteAddress, remotePort, localPort, connectedAt, spokeEarly, Optional.of(name), user, mayRelay, tls);
  }

  /** The same, authenticated, and so allowed to relay. */
  public SessionView authenticated(String name) {
    return new SessionView(
        id, listener, remoteAddress, remotePort, localPort, connectedAt, spokeEarly, helo, Optional.of(name), true, tls);
  }

  /** The same, allowed to relay because of its network. */
  public SessionView trusted() {
    return new SessionView(
        id, listener, remoteAddress, remotePort, localPort, connectedAt, spokeEarly, helo, user, true, tls);
  }

  /** The same, having spoken before our greeting. */
  public SessionView early() {
    return new SessionView(
        id, listener, remoteAddress, remotePort, localPort, connectedAt, true, helo, user, mayRelay, tls);
  }

  /** The same, encrypted. */
  public SessionView encrypted() {
    return new SessionView(
        id, listener, remoteAddress, remotePort, localPort, connectedAt, spokeEarly, helo, user, mayRelay,
        Optional.of(new Tls("TLSv1.3", "TLS_AES_128_GCM_SHA256")));
  }

  private static InetAddress address(String ip) {
    try {
      return InetAddress.getByName(ip);
    } catch (UnknownHostException wrong) {
      throw new IllegalArgumentException("not an IP literal: " + ip, wrong);
    }
  }
}
