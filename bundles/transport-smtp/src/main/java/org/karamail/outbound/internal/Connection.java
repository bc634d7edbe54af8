package org.karamail.outbound.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.karamail.outbound.internal.wire.Conversation;
import org.karamail.outbound.internal.wire.Greeting;
import org.karamail.outbound.internal.wire.Peer;

/**
 * A conversation that is kept in the pool. Belongs to whoever has borrowed it, and to the pool otherwise.
 */
final class Connection {

  private final Key key;
  private final Conversation conversation;
  private final long openedAt;
  private final boolean reused;
  private final int messages;
  private final long restsSince;

  /**
   * What makes two connections alike: whoever may use one may use the other. Two names of one host share a connection unless
   * its certificate was to be good for one of them.
   *
   * @param address where it leads; carries the name of the host, which does not count in comparisons
   * @param identity the name that the certificate was compared with; empty where it was not
   */
  record Key(InetSocketAddress address, Optional<InetAddress> source, Greeting greeting, String identity) {

    static Key of(Peer peer, Optional<InetAddress> source, Greeting greeting) {
      return new Key(peer.address(), source, greeting, greeting.demandsIdentity() ? peer.name() : "");
    }

    Peer peer() {
      return new Peer(address.getHostString(), address);
    }
  }

  private Connection(
      Key key, Conversation conversation, long openedAt, boolean reused, int messages, long restsSince) {
    this.key = key;
    this.conversation = conversation;
    this.openedAt = openedAt;
    this.reused = reused;
    this.messages = messages;
    this.restsSince = restsSince;
  }

  static Connection fresh(Key key, Conversation conversation, long now) {
    return new Connection(key, conversation, now, false, 0, now);
  }

  /** The same when it rests after a message. */
  Connection afterMessage(long now) {
    return new Connection(key, conversation, openedAt, true, messages + 1, now);
  }

  /** The same when it has shown that it is alive. */
  Connection alive(long now) {
    return new Connection(key, conversation, openedAt, reused, messages, now);
  }

  Key key() {
    return key;
  }

  Conversation conversation() {
    return conversation;
  }

  /** Whether it has carried mail before and has rested since: the peer may be gone without our knowing. */
  boolean isReused() {
    return reused;
  }

  boolean isWorn(OutboundSettings.Keeping keeping, long now) {
    return messages >= keeping.messages()
        || now - openedAt >= keeping.age().toNanos()
        || now - restsSince >= keeping.idle().toNanos();
  }

  boolean hasRestedFor(long nanos, long now) {
    return now - restsSince >= nanos;
  }
}
