package org.karamail.outbound.internal;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.karamail.delivery.internal.DeliveryByTestClocks;
import org.karamail.delivery.internal.DeliveryComponent;
import org.karamail.dns.internal.DnsComponent;
import org.karamail.intake.Intake;
import org.karamail.intake.internal.IntakeComponent;
import org.karamail.outbound.internal.wire.Overdue;
import org.karamail.queue.QueuePolicy;
import org.karamail.rocksdb.internal.RocksStore;
import org.karamail.routing.internal.DestinationsComponent;
import org.karamail.routing.internal.RoutingComponent;
import org.karamail.testkit.dns.ScriptedDns;
import org.karamail.testkit.engine.HandedHooks;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;
import org.karamail.testkit.store.OpenStore;
import org.karamail.testkit.store.SampleMail;
import org.karamail.testkit.store.Workbench;
import org.osgi.framework.BundleContext;

/**
 * Everything from the queue to the wire as it really is: store, dispatcher, transport, resolver; and an internet on loopback
 * with a name server and mail hosts that do what a test says. Both clocks are a test's to move; the one that tells how old
 * attempts are also runs.
 */
final class Outbox implements AutoCloseable {

  private final ScriptedDns dns = ScriptedDns.start();
  private final DnsComponent resolver;
  private final Overdue overdue = new Overdue();
  private final Caretaker caretaker = new Caretaker();
  private final OutboundSettings settings = Bench.settings(Duration.ofMinutes(5));
  private final Connections connections = new Connections(() -> settings, System::nanoTime, caretaker);
  private final AtomicLong skipped = new AtomicLong();
  private final List<ScriptedPeer> peers = new ArrayList<>();
  private final Map<String, Object> configuration = new HashMap<>();
  private final Workbench queue;
  private final DeliveryComponent delivery;

  /** With a resolver that waits so long for the name server: {@code 200ms}. */
  Outbox(Path home, String patience) {
    resolver = new DnsComponent(Map.of("servers", dns.server(), "timeout", patience));
    BundleContext context =
        (BundleContext)
            Proxy.newProxyInstance(
                Outbox.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (self, method, args) -> null);
    ScriptedPeer first = ScriptedPeer.smtp(Script.polite());
    peers.add(first);
    configuration.put("allowLoopbackMx", "true");
    configuration.put("mxPort", Integer.toString(first.address().getPort()));
    queue = new Workbench(Outbox::open, home);
    queue.clock().move(Duration.between(queue.now(), Instant.now().plus(Duration.ofHours(1))));
    RoutingComponent routing = new RoutingComponent(context, Map.of("localDomains", "sender.example"));
    Intake intake = new IntakeComponent(context, queue.store(), routing, HandedHooks.of());
    delivery =
        DeliveryByTestClocks.open(
            configuration, queue.store(), queue.policy(), intake, queue.clock(), () -> System.nanoTime() + skipped.get());
    delivery.bindTransport(
        new SmtpTransport(
            false,
            "client.example",
            () -> settings,
            new DestinationsComponent(context, configuration, resolver, routing),
            connections,
            overdue,
            new Detours(System::nanoTime)));
  }

  private static OpenStore open(Path folder, Clock clock, QueuePolicy policy) {
    RocksStore store = RocksStore.open(folder, Path.of("target", "native").toAbsolutePath(), clock, policy);
    return OpenStore.of(store, store::close);
  }

  /** A mail host with an address of its own in 127/8, for these domains. */
  ScriptedPeer host(String name, String address, Script script, String... domains) {
    int port = peers.get(0).address().getPort();
    ScriptedPeer peer = ScriptedPeer.smtp(new InetSocketAddress(address, port), script);
    peers.add(peer);
    dns.record(name, "A", address);
    for (String domain : domains) {
      dns.record(domain, "MX", "10 " + name);
    }
    return peer;
  }

  ScriptedDns dns() {
    return dns;
  }

  Workbench queue() {
    return queue;
  }

  DeliveryComponent delivery() {
    return delivery;
  }

  /** Begins to take a message in without waiting for the disk. */
  CompletionStage<Void> acceptSoon(String recipient) {
    SampleMail mail = SampleMail.to(recipient);
    return queue.draft(mail).commit(mail.submission(queue.now())).thenAccept(done -> {});
  }

  /** Lets attempts grow older. */
  void age(Duration by) {
    skipped.addAndGet(by.toNanos());
    delivery.modified(configuration);
  }

  /** What is accepted waits, until it is not paused any more. */
  void pause(boolean paused) {
    configuration.put("paused", Boolean.toString(paused));
    delivery.modified(configuration);
  }

  /** Moves the clock that tells the time. */
  void move(Duration by) {
    queue.clock().move(by);
    delivery.modified(configuration);
  }

  @Override
  public void close() {
    delivery.stop();
    peers.forEach(ScriptedPeer::close);
    connections.close();
    caretaker.close();
    overdue.close();
    resolver.deactivate();
    dns.close();
    queue.close();
  }
}
