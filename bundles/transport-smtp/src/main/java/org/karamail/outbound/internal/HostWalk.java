package org.karamail.outbound.internal;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.delivery.AttemptProgress;
import org.karamail.message.Message;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.model.Reply;
import org.karamail.outbound.internal.wire.Conversation;
import org.karamail.outbound.internal.wire.Greeting;
import org.karamail.outbound.internal.wire.Link;
import org.karamail.outbound.internal.wire.Overdue;
import org.karamail.outbound.internal.wire.Peer;
import org.karamail.outbound.internal.wire.Stage;
import org.karamail.outbound.internal.wire.Trouble;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.routing.Destination;
import org.karamail.routing.MailHost;
import org.karamail.routing.TlsPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes from host to host, address to address, until one of them has said something about the mail, or has taken it. Only
 * trouble before MAIL leads to the next: from then on the peer knows of the message, and another host might double it.
 */
final class HostWalk {

  private static final Logger LOG = LoggerFactory.getLogger(HostWalk.class);
  private static final int MOST_ADDRESSES = 8;

  private final OutboundSettings settings;
  private final Connections connections;
  private final Overdue overdue;
  private final Lease lease;
  private final Message message;
  private final AttemptProgress progress;
  private final Greeting greeting;
  private final Outcomes outcomes;
  private boolean reachedNobody;
  private boolean passedOver;

  HostWalk(
      OutboundSettings settings,
      Connections connections,
      Overdue overdue,
      Lease lease,
      Message message,
      AttemptProgress progress,
      Greeting greeting) {
    this.settings = settings;
    this.connections = connections;
    this.overdue = overdue;
    this.lease = lease;
    this.message = message;
    this.progress = progress;
    this.greeting = greeting;
    this.outcomes = new Outcomes(lease.recipients());
  }

  /** Tries them; answers what is known afterwards. */
  Outcomes over(Destination.Hosts destination) throws InterruptedException {
    Trouble last = Trouble.of(Stage.CONNECT, Fault.Category.LOCAL, "no host to try");
    Peer lastPeer = new Peer("", new InetSocketAddress(0));
    for (Peer peer : peers(destination.hosts())) {
      try {
        askPlugins(peer);
        attempt(peer);
        return outcomes;
      } catch (Trouble trouble) {
        report(peer, trouble);
        last = trouble;
        lastPeer = peer;
      }
      if (Thread.currentThread().isInterrupted()) {
        return outcomes;
      }
    }
    reachedNobody = true;
    outcomes.put(outcomes.open(), last.reply().isPresent() ? lastPeer.toString() : "", Outcomes.of(last));
    return outcomes;
  }

  /** Whether no host has heard of the mail, though all were tried. */
  boolean reachedNobody() {
    return reachedNobody;
  }

  /** Whether a plugin has kept this mail from a host. */
  boolean passedOver() {
    return passedOver;
  }

  /** A plugin may keep the mail from a host (onDeliveryAttempt); that says nothing about the host, and the next is tried. */
  private void askPlugins(Peer peer) throws Trouble, InterruptedException {
    if (!progress.mayTry(peer.name(), peer.address().getAddress(), peer.address().getPort())) {
      passedOver = true;
      throw Trouble.of(Stage.CONNECT, Fault.Category.LOCAL, "a plugin passes this host over");
    }
  }

  /** In their order, but the one that may have the message already comes last. */
  private List<Peer> peers(List<MailHost> hosts) {
    List<Peer> peers = new ArrayList<>();
    for (MailHost host : hosts) {
      host.addresses().forEach(address -> peers.add(Peer.of(host.name(), address)));
    }
    Optional<String> mayHaveIt = lease.recipients().stream().flatMap(one -> mayHaveIt(one).stream()).findFirst();
    List<Peer> inOrder = new ArrayList<>(peers);
    inOrder.removeIf(peer -> mayHaveIt.isPresent() && mayHaveIt.get().startsWith(peer.name() + " "));
    peers.removeAll(inOrder);
    inOrder.addAll(peers);
    return inOrder.subList(0, Math.min(inOrder.size(), MOST_ADDRESSES));
  }

  private static Optional<String> mayHaveIt(LeasedRecipient one) {
    return one.lastAttempt()
        .filter(last -> last.outcome().kind() == DeliveryOutcome.Kind.UNKNOWN)
        .map(Attempt::peer);
  }

  /** A connection that has rested may be gone without our knowing: then a new one to the same host is tried at once. */
  private void attempt(Peer peer) throws Trouble, InterruptedException {
    Connection.Key key = Connection.Key.of(peer, settings.source(), greeting);
    Connection connection = connections.borrow(key, false, this::open);
    if (!connection.isReused()) {
      give(connection);
      return;
    }
    try {
      run(connection);
    } catch (Trouble stale) {
      LOG.debug("{}: {} is gone: {}", lease.id(), peer, stale.getMessage());
      if (!Thread.currentThread().isInterrupted()) {
        give(connections.borrow(key, true, this::open));
      }
    }
  }

  /** On a new connection, trouble at MAIL is an outcome. */
  private void give(Connection connection) throws InterruptedException {
    try {
      run(connection);
    } catch (Trouble trouble) {
      outcomes.put(outcomes.open(), connection.key().peer().toString(), Outcomes.of(trouble));
    }
  }

  private void run(Connection connection) throws Trouble {
    boolean usable = false;
    try {
      Conversation peer = connection.conversation();
      usable =
          new Transaction(peer, greeting.lmtp(), lease, message, progress, outcomes).run();
    } finally {
      if (usable) {
        connections.giveBack(connection);
      } else {
        connections.drop(connection);
      }
    }
  }

  private Conversation open(Connection.Key key) throws Trouble {
    try {
      return open(key, greeting);
    } catch (Trouble trouble) {
      boolean encryption = trouble.stage() == Stage.STARTTLS || trouble.stage() == Stage.HANDSHAKE;
      if (!encryption || greeting.tls() != TlsPolicy.OPPORTUNISTIC || Thread.currentThread().isInterrupted()) {
        throw trouble;
      }
      LOG.info("{}: no TLS with {}, so it goes in clear: {}", lease.id(), key.peer(), trouble.getMessage());
      return open(key, greeting.inClear());
    }
  }

  private Conversation open(Connection.Key key, Greeting how) throws Trouble {
    Link link = Link.connect(key.peer(), key.source(), settings.patience(), overdue, settings.tlsClient());
    return Conversation.open(link, how);
  }

  private void report(Peer peer, Trouble trouble) {
    if (trouble.reply().isPresent()) {
      progress.siteRefuses();
    }
    if (trouble.stage() == Stage.AUTH && trouble.reply().map(Reply::isPermanent).orElse(false)) {
      LOG.error(
          "{}: {} refuses our credentials, so its mail waits: {}; are relayUsername and relayPassword right?",
          lease.id(),
          peer,
          trouble.getMessage());
    } else {
      LOG.info("{}: {} cannot be given the mail now: {}", lease.id(), peer, trouble.getMessage());
    }
  }
}
