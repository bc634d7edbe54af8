package org.karamail.hook;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A client's connection as it stands at the time of the call. */
@ProviderType
public interface Session {

  /** Names the session in logs; unique as long as Karamail runs. */
  String id();

  /** The name of the listener, {@code mx} or {@code submission}. */
  String listener();

  /** The client; behind a proxy the address the proxy vouches for. IPv4-mapped addresses are IPv4 here. */
  InetAddress remoteAddress();

  int remotePort();

  int localPort();

  Instant connectedAt();

  /** Whether the client spoke before our greeting, which no honest client does (RFC 5321 section 3.1). */
  boolean spokeEarly();

  /** What it called itself; empty before HELO or EHLO. */
  Optional<String> helo();

  /** Who authenticated. */
  Optional<String> user();

  /** Whether it may relay: its network is trusted, or it has authenticated. */
  boolean mayRelay();

  /** The encryption in force. */
  Optional<Tls> tls();

  /**
   * Agreed encryption.
   *
   * @param protocol {@code TLSv1.3}
   * @param cipher its IANA name
   */
  record Tls(String protocol, String cipher) {}
}
