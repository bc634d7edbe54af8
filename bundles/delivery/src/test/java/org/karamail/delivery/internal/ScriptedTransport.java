package org.karamail.delivery.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.karamail.delivery.AttemptProgress;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.delivery.Transport;
import org.karamail.message.Message;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Route;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;

/**
 * A transport that does what a test says, and remembers what it was given. Without a script it delivers.
 *
 * <p>The script for a next hop is found by its name, and applies until it is changed.
 */
final class ScriptedTransport implements Transport {

  /** What it does with a lease. */
  interface Script {
    List<RecipientOutcome> deliver(Lease lease) throws InterruptedException;
  }

  /** A lease it was given, and the message. */
  record Given(Lease lease, String message) {}

  private final String name;
  private final boolean local;
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Given> given = new ConcurrentLinkedQueue<>();
  private volatile List<String> hosts = List.of();
  private volatile Function<Route, String> sites = Route::toString;
  private final Map<Route, String> found = new ConcurrentHashMap<>();
  private volatile Script otherwise = lease -> all(lease, Leases.DELIVERED);

  private ScriptedTransport(String name, boolean local) {
    this.name = name;
    this.local = local;
  }

  static ScriptedTransport remote(String name) {
    return new ScriptedTransport(name, false);
  }

  static ScriptedTransport local(String name) {
    return new ScriptedTransport(name, true);
  }

  /** The same outcome for every recipient. */
  static List<RecipientOutcome> all(Lease lease, DeliveryOutcome outcome) {
    return lease.recipients().stream()
        .map(leased -> new RecipientOutcome(leased.recipient().index(), "peer.example [192.0.2.1]", outcome))
        .toList();
  }

  /** Hangs until it is interrupted. */
  static List<RecipientOutcome> hang(Lease lease) throws InterruptedException {
    new CountDownLatch(1).await();
    throw new AssertionError("nobody opens this latch for " + lease);
  }

  void always(DeliveryOutcome outcome) {
    otherwise = lease -> all(lease, outcome);
  }

  void always(Script script) {
    otherwise = script;
  }

  void at(String nextHop, Script script) {
    scripts.put(nextHop, script);
  }

  /** From now on it asks about these hosts, in order, and reaches the first that it may try. */
  void asking(String... names) {
    hosts = List.of(names);
  }

  /** From now on routes belong to these sites, which it finds out by an attempt. */
  void findingOut(Function<Route, String> where) {
    sites = where;
  }

  @Override
  public String site(Route route) {
    return found.getOrDefault(route, route.toString());
  }

  @Override
  public String findSite(Route route) {
    String site = sites.apply(route);
    found.put(route, site);
    return site;
  }

  List<Given> given() {
    return List.copyOf(given);
  }

  long givenFor(String nextHop) {
    return given.stream().filter(one -> one.lease().route().nextHop().equals(nextHop)).count();
  }

  /** The addresses of everybody it was given mail for, in order. */
  List<String> recipients() {
    return given.stream()
        .flatMap(one -> one.lease().recipients().stream())
        .map(LeasedRecipient::recipient)
        .map(recipient -> recipient.address().toString())
        .toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isLocal() {
    return local;
  }

  @Override
  public List<RecipientOutcome> deliver(Lease lease, Message message) throws InterruptedException {
    given.add(new Given(lease, text(message)));
    return scripts.getOrDefault(lease.route().nextHop(), otherwise).deliver(lease);
  }

  @Override
  public List<RecipientOutcome> deliver(Lease lease, Message message, AttemptProgress progress)
      throws InterruptedException {
    if (!progress.hasRoom(findSite(lease.route()))) {
      return List.of();
    }
    for (String host : hosts) {
      if (progress.mayTry(host, InetAddress.getLoopbackAddress(), 25)) {
        return deliver(lease, message);
      }
    }
    return hosts.isEmpty() ? deliver(lease, message) : all(lease, Leases.UNREACHABLE);
  }

  private static String text(Message message) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try {
      message.writeTo(octets);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return octets.toString(StandardCharsets.ISO_8859_1);
  }
}
