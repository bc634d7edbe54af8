package org.karamail.itests.load;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.karamail.itests.instance.Launch;
import org.karamail.testkit.net.LoopbackServer;

/**
 * The host that mail is relayed to: it takes every message, and has noted it before it says so. It lives in the process of
 * the test, and so outlives the server. All methods may be called on any thread.
 */
public final class SmtpSink implements Arrivals, AutoCloseable {

  /** How the sender of a message begins that no ledger knows: it counts only when it comes twice. */
  public static final String UNNUMBERED = "unnumbered";

  private final LoopbackServer listener;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final AtomicInteger copies = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private final AtomicInteger life = new AtomicInteger();
  private volatile Duration pause = Duration.ZERO;

  private SmtpSink() {
    this.listener = LoopbackServer.bind("smtp-sink");
  }

  /**
   * One message in one transaction.
   *
   * @param sender the envelope sender
   * @param recipients the envelope recipients
   * @param sha256 the hash below the Received field of who gave it, with LF line ends
   * @param life how often the server had been killed when it connected
   */
  record Taken(String sender, List<String> recipients, String sha256, int life) {

    boolean isNumbered() {
      return !sender.startsWith(UNNUMBERED);
    }
  }

  /** Listens on a free port of 127.0.0.1. */
  public static SmtpSink start() {
    SmtpSink sink = new SmtpSink();
    sink.listener.serve(client -> new SinkSession(sink, client, sink.life.get()).run());
    return sink;
  }

  /** Configures this instance to relay all numbered messages to here. */
  public Launch nextHopOf(Launch launch) throws IOException {
    String routing = "karamail.routing.cfg";
    return launch
        .set(routing, "localDomains", "here.example")
        .set(routing, "relayDomains", LocalDomain.NAME)
        .set(routing, "relayHost", "127.0.0.1")
        .set(routing, "relayPort", Integer.toString(listener.address().getPort()));
  }

  /** From now on it takes its time before it answers a dot: so mail is under way at any instant, and more of it waits. */
  public SmtpSink pausing(Duration each) {
    pause = each;
    return this;
  }

  @Override
  public List<Copy> copies() {
    return taken.stream().filter(Taken::isNumbered).flatMap(SmtpSink::copiesOf).toList();
  }

  @Override
  public int count() {
    return copies.get();
  }

  @Override
  public void killed() {
    life.incrementAndGet();
  }

  /** How often the server was killed so far. */
  public int kills() {
    return life.get();
  }

  /** How many transactions there were at most between DATA and the answer to the dot, at any one time. */
  public int mostUnderWay() {
    return mostUnderWay.get();
  }

  /** How many messages came again in a later life of the server, by the life in which they had come before. */
  public Map<Integer, Integer> repeatedByLife() {
    Map<Integer, Integer> repeated = new TreeMap<>();
    repetitions((earlier, later) -> repeated.merge(earlier, earlier.equals(later) ? 0 : 1, Integer::sum));
    return repeated;
  }

  /** How many messages came again from the same life of the server: no kill excuses them. */
  public int repeatedWithoutKill() {
    AtomicInteger repeated = new AtomicInteger();
    repetitions((earlier, later) -> repeated.addAndGet(earlier.equals(later) ? 1 : 0));
    return repeated.get();
  }

  private void repetitions(BiConsumer<Integer, Integer> each) {
    Map<String, Integer> before = new HashMap<>();
    for (Taken one : taken) {
      Integer earlier = before.put(one.sender() + " for " + one.recipients(), one.life());
      if (earlier != null) {
        each.accept(earlier, one.life());
      }
    }
  }

  @Override
  public void close() {
    listener.close();
  }

  void beginsData() {
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
  }

  void endsData() {
    underWay.decrementAndGet();
  }

  /** Notes it; returns when it may be said. */
  void took(Taken one) {
    taken.add(one);
    copies.addAndGet(one.isNumbered() ? one.recipients().size() : 0);
    LockSupport.parkNanos(this, pause.toNanos());
  }

  private static Stream<Copy> copiesOf(Taken one) {
    NumberedMessage message = NumberedMessage.sentBy(one.sender());
    return one.recipients().stream().map(to -> new Copy(message, to, one.sha256(), "life " + one.life() + ": " + one.sender()));
  }
}
