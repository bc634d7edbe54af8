package org.karamail.smtp.internal.settings;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * What one listener works with. A session keeps the settings it began with.
 *
 * @param name the listener's name, {@code mx} in {@code karamail.smtp~mx}
 * @param endpoint where it listens
 * @param trustedNetworks who may relay
 * @param trustLoopback whether loopback is trusted as well, because of {@code --dev} or {@code --no-auth-required}
 * @param authenticationRequired whether only clients that authenticate, or are trusted, may send
 * @param refuseNullMxSenders whether senders are refused whose domain takes no mail, unless the client is trusted
 * @param hostname what it calls itself
 * @param greeting what stands behind the name in the banner
 * @param limits how much a client may do
 * @param timeouts how long a client may take
 * @param ioThreads event loops; read once, when the listener is made
 */
public record ListenerSettings(
    String name,
    Endpoint endpoint,
    List<Network> trustedNetworks,
    boolean trustLoopback,
    boolean authenticationRequired,
    boolean refuseNullMxSenders,
    String hostname,
    String greeting,
    Limits limits,
    Timeouts timeouts,
    int ioThreads) {

  /**
   * Where to listen.
   *
   * @param pid whose settings these are, for messages to the operator
   * @param address one of this host's, or the wildcard
   * @param ports to be tried in this order; 0 is any free one
   * @param backlog connections the kernel keeps until they are accepted
   */
  public record Endpoint(String pid, InetAddress address, List<Integer> ports, int backlog) {}

  /**
   * How much a client may do.
   *
   * @param messageSize octets of a message as they are stored
   * @param lineLength octets of a line of a message, CRLF included
   * @param recipients of one message
   * @param connections at once
   * @param connectionsPerClient at once from one address (IPv6: one /64); trusted clients are not counted
   * @param errors refused commands since the last message taken
   * @param commands that bring no mail forward, since the last message taken
   */
  public record Limits(
      long messageSize,
      int lineLength,
      int recipients,
      int connections,
      int connectionsPerClient,
      int errors,
      int commands) {}

  /**
   * How long a client may take.
   *
   * @param command from our reply to the end of the next command
   * @param data without a single octet of the message
   * @param dataRate octets a second a message must come in with, on the average; 0 for any
   * @param reply until the client gets an answer to its message, whatever keeps us
   * @param shutdown that sessions get to end their message when the listener closes
   */
  public record Timeouts(Duration command, Duration data, long dataRate, Duration reply, Duration shutdown) {}

  public ListenerSettings {
    trustedNetworks = List.copyOf(trustedNetworks);
  }

  /** Whether this client may relay and need not authenticate. */
  public boolean trusts(InetAddress client) {
    return (trustLoopback && client.isLoopbackAddress())
        || trustedNetworks.stream().anyMatch(network -> network.contains(client));
  }
}
