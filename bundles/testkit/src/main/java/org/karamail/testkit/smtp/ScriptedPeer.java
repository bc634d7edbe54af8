package org.karamail.testkit.smtp;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.karamail.testkit.net.LoopbackServer;

/**
 * An SMTP or LMTP server on loopback that is a good one, but where its {@link Script} says otherwise.
 *
 * <pre>{@code
 * try (ScriptedPeer peer = ScriptedPeer.smtp(Script.at(PeerStage.RCPT, Act.reply("550 5.1.1 nobody")))) {
 *   client.deliver(message, peer.address());
 *   assertThat(peer.taken()).isEmpty();
 * }
 * }</pre>
 *
 * <p>It offers 8BITMIME, PIPELINING, ENHANCEDSTATUSCODES and SMTPUTF8; others by {@link #offering}. Its STARTTLS has a
 * certificate that nobody has signed. Its AUTH takes the {@link #USER} with the {@link #SECRET} by PLAIN, LOGIN, CRAM-MD5
 * and XOAUTH2.
 *
 * <p><b>Threads.</b> A thread a connection; all methods may be called on any thread.
 */
public final class ScriptedPeer implements Closeable {

  /** Whom AUTH takes. */
  public static final String USER = "relay-user";

  /** The password, and the token, of {@link #USER}. */
  public static final String SECRET = "relay-secret";

  private static final int RECEIVE_BUFFER = 16 * 1024;

  private final LoopbackServer server;
  private final Script script;
  private final boolean lmtp;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<TakenMail> taken = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile List<String> extensions = List.of("8BITMIME", "PIPELINING", "ENHANCEDSTATUSCODES", "SMTPUTF8");

  private ScriptedPeer(InetSocketAddress at, Script script, boolean lmtp) {
    this.script = script;
    this.lmtp = lmtp;
    server = LoopbackServer.bind("scripted-peer", at, RECEIVE_BUFFER).serve(this::converse);
  }

  /** A peer that speaks SMTP, on a free port of 127.0.0.1. */
  public static ScriptedPeer smtp(Script script) {
    return new ScriptedPeer(LoopbackServer.ANY_PORT, script, false);
  }

  /** A peer that speaks SMTP on this address and port; several addresses of 127/8 may share a port. */
  public static ScriptedPeer smtp(InetSocketAddress at, Script script) {
    return new ScriptedPeer(at, script, false);
  }

  /** A peer that speaks LMTP, on a free port of 127.0.0.1. */
  public static ScriptedPeer lmtp(Script script) {
    return new ScriptedPeer(LoopbackServer.ANY_PORT, script, true);
  }

  /** Offers these extensions, as EHLO lists them, beside those it offers always. */
  public ScriptedPeer offering(String... more) {
    List<String> joined = new CopyOnWriteArrayList<>(extensions);
    joined.addAll(List.of(more));
    extensions = List.copyOf(joined);
    return this;
  }

  /** Offers these extensions only. */
  public ScriptedPeer offeringOnly(String... all) {
    extensions = List.of(all);
    return this;
  }

  public InetSocketAddress address() {
    return server.address();
  }

  /** How it is written as a next hop: {@code [127.0.0.1]:2500}. */
  public String nextHop() {
    return "[" + address().getAddress().getHostAddress() + "]:" + address().getPort();
  }

  /** The messages whose final dot has come, also those that were refused then. */
  public List<TakenMail> taken() {
    return List.copyOf(taken);
  }

  /** The messages that it has answered with 250. */
  public List<TakenMail> confirmed() {
    return taken.stream().filter(TakenMail::confirmed).toList();
  }

  /** Every line that came outside a message, with the number of its connection: {@code 1 MAIL FROM:<a@b.example>}. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** How many connections there have been. */
  public int connections() {
    return connections.get();
  }

  /** How many connections are open now. */
  public int open() {
    return server.open();
  }

  /** Closes all connections; when this returns, its port refuses. */
  @Override
  public void close() {
    closed.countDown();
    server.close();
  }

  /** What it was told to do. */
  public Script script() {
    return script;
  }

  boolean isLmtp() {
    return lmtp;
  }

  List<String> extensions() {
    return extensions;
  }

  CountDownLatch closed() {
    return closed;
  }

  void heard(int connection, String line) {
    commands.add(connection + " " + line);
  }

  void took(TakenMail mail) {
    taken.add(mail);
  }

  private void converse(Socket socket) {
    int number = connections.incrementAndGet();
    try {
      new PeerConversation(this, socket, number).run();
    } catch (IOException gone) {
      heard(number, "(" + gone + ")");
    }
  }
}
