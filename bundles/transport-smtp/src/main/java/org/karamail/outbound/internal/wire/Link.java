package org.karamail.outbound.internal.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a peer: its octets, in clear or encrypted, the stage of the conversation and its deadline.
 *
 * <p>A channel lies below, so that an interrupt ends whatever its user waits for. One user at a time; {@link
 * #closeIfOverdue} and {@link #close} come from other threads.
 */
public final class Link implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  private final SocketChannel channel;
  private final Peer peer;
  private final Patience patience;
  private final Overdue watch;
  private final TlsClient tls;
  private ReplyInput input;
  private OutputStream output;
  private Optional<SSLSocket> secured = Optional.empty();
  private Stage stage = Stage.CONNECT;
  private boolean identified;
  private volatile boolean timed;
  private volatile long deadline;
  private volatile boolean overdue;

  private Link(SocketChannel channel, Peer peer, Patience patience, Overdue watch, TlsClient tls) throws IOException {
    this.channel = channel;
    this.peer = peer;
    this.patience = patience;
    this.watch = watch;
    this.tls = tls;
    this.input = new ReplyInput(channel.socket().getInputStream());
    this.output = channel.socket().getOutputStream();
  }

  /**
   * Connects.
   *
   * @param source the address to connect from, if it matters
   */
  public static Link connect(
      Peer peer, Optional<InetAddress> source, Patience patience, Overdue watch, TlsClient tls) throws Trouble {
    SocketChannel channel = null;
    try {
      channel = SocketChannel.open();
      if (source.isPresent()) {
        channel.bind(new InetSocketAddress(source.get(), 0));
      }
      channel.socket().connect(peer.address(), Math.toIntExact(patience.connect().toMillis()));
      channel.socket().setTcpNoDelay(true);
      Link link = new Link(channel, peer, patience, watch, tls);
      watch.watch(link);
      return link;
    } catch (IOException failed) {
      if (channel != null) {
        closeQuietly(channel);
      }
      throw Troubles.of(Stage.CONNECT, failed);
    }
  }

  Peer peer() {
    return peer;
  }

  Stage stage() {
    return stage;
  }

  /** A stage begins, and with it its time. */
  void begin(Stage next) {
    stage = next;
    deadline = System.nanoTime() + patience.at(next).toNanos();
    timed = true;
  }

  /** Nothing is expected of the peer for now. */
  void rest() {
    stage = Stage.REST;
    timed = false;
  }

  boolean isOverdue() {
    return overdue;
  }

  String patienceNow() {
    return patience.at(stage).toMillis() + " ms";
  }

  ReplyInput input() {
    return input;
  }

  OutputStream output() {
    return output;
  }

  /** Whether the peer has said something that nobody asked for; never waits. */
  boolean hasUnasked() throws IOException {
    InputStream below = channel.socket().getInputStream();
    return input.hasMore() || (secured.isPresent() && below.available() > 0);
  }

  /** Whether a certificate must be good for the peer's name. */
  void identify(boolean demanded) {
    identified = demanded;
  }

  boolean isEncrypted() {
    return secured.isPresent();
  }

  /** The protocol and cipher suite, for logs; empty in clear. */
  public String encryption() {
    return secured.map(socket -> socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite()).orElse("");
  }

  /**
   * Encrypts from here on.
   *
   * @throws SSLException also when the peer has said something in clear after it agreed: somebody may have put it there
   *     (CVE-2011-0411, the client's side)
   */
  void secure() throws IOException {
    if (input.hasMore()) {
      throw new SSLException("text in clear behind the answer to STARTTLS");
    }
    begin(Stage.HANDSHAKE);
    SSLSocket socket = tls.wrap(channel.socket(), peer, identified);
    socket.startHandshake();
    input = new ReplyInput(socket.getInputStream());
    output = socket.getOutputStream();
    secured = Optional.of(socket);
  }

  void closeIfOverdue(long now) {
    if (timed && now - deadline >= 0) {
      overdue = true;
      close();
    }
  }

  /** Ends the connection at once. */
  @Override
  public void close() {
    watch.forget(this);
    closeQuietly(channel);
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException gone) {
      LOG.debug("a connection ends badly: {}", gone.toString());
    }
  }
}
