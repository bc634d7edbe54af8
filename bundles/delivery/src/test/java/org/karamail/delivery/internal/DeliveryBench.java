package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.karamail.delivery.Transport;
import org.karamail.intake.Intake;
import org.karamail.intake.internal.IntakeComponent;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.QueueSettings;
import org.karamail.queue.RetrySchedule;
import org.karamail.rocksdb.internal.RocksStore;
import org.karamail.routing.internal.RoutingComponent;
import org.karamail.testkit.engine.HandedHooks;
import org.karamail.testkit.MovableClock;
import org.karamail.testkit.store.OpenStore;
import org.karamail.testkit.store.SampleMail;
import org.karamail.testkit.store.Workbench;
import org.osgi.framework.BundleContext;

/**
 * Delivery with everything it really has below it, store, intake and routing, and scripted transports: {@code smtp} for the
 * sample mail, and {@code maildir}, where reports to {@code ann@sender.example} arrive. Both clocks stand still until a test
 * moves them; the one that nobody sets also runs.
 */
final class DeliveryBench implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Workbench queue;
  private final AtomicLong skipped = new AtomicLong();
  private final Map<String, Object> configuration = new HashMap<>();
  private final ScriptedTransport smtp = ScriptedTransport.remote("smtp");
  private final ScriptedTransport maildir = ScriptedTransport.local("maildir");
  private final HandedHooks hooks = HandedHooks.of();
  private final DeliveryComponent delivery;
  private boolean stopped;

  private DeliveryBench(Path home, Map<String, String> properties) {
    queue = new Workbench(DeliveryBench::open, home);
    configuration.putAll(properties);
    aheadOfIntake();
    delivery =
        new DeliveryComponent(
            configuration,
            new DeliveryEngine.Surroundings(
                queue.store(), queue.policy(), intake(), hooks, "mx.example", queue.clock(), this::nanos));
  }

  /** With both transports, started. */
  static DeliveryBench started(Path home) {
    DeliveryBench bench = new DeliveryBench(home, Map.of());
    bench.delivery.bindTransport(bench.smtp);
    bench.delivery.bindTransport(bench.maildir);
    bench.delivery.start();
    return bench;
  }

  /** Who has a say in it. */
  HandedHooks hooks() {
    return hooks;
  }

  /** Without transports, started. */
  static DeliveryBench withoutTransports(Path home) {
    DeliveryBench bench = new DeliveryBench(home, Map.of());
    bench.delivery.start();
    return bench;
  }

  private static OpenStore open(Path folder, Clock clock, QueuePolicy policy) {
    RocksStore store = RocksStore.open(folder, Path.of("target", "native").toAbsolutePath(), clock, policy);
    return OpenStore.of(store, store::close);
  }

  private Intake intake() {
    BundleContext context =
        (BundleContext)
            Proxy.newProxyInstance(
                DeliveryBench.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (self, method, args) -> null);
    Map<String, Object> local =
        Map.of("localDomains", "sender.example", "localRecipients", "ann@sender.example");
    return new IntakeComponent(context, queue.store(), new RoutingComponent(context, local), hooks);
  }

  /** Intake asks the system's clock, so what it makes due now must not be in the future of the test's. */
  private void aheadOfIntake() {
    queue.clock().move(Duration.between(queue.now(), Instant.now().plus(Duration.ofHours(1))));
  }

  private long nanos() {
    return System.nanoTime() + skipped.get();
  }

  // ---- moves ---------------------------------------------------------------------------------------------------------

  QueueId accept(SampleMail mail) {
    return queue.accept(mail);
  }

  /** Begins to take a message in without waiting for the disk. */
  void acceptSoon(SampleMail mail) {
    queue.draft(mail).commit(mail.submission(queue.now()));
  }

  static <T> T awaitStage(CompletionStage<T> stage) {
    return Workbench.await(stage);
  }

  /** Moves the clock that tells the time. */
  void move(Duration by) {
    queue.clock().move(by);
    configure();
  }

  /** Lets attempts grow older. */
  void age(Duration by) {
    skipped.addAndGet(by.toNanos());
    configure();
  }

  /** Changes keys of the configuration, as an operator would; without any, only wakes the dispatcher. */
  void configure(String... keysAndValues) {
    for (int i = 0; i < keysAndValues.length; i += 2) {
      configuration.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    delivery.modified(configuration);
  }

  void schedule(Duration... pauses) {
    QueueSettings old = queue.policy().settings();
    RetrySchedule retry = new RetrySchedule(List.of(pauses), 0, Duration.ofDays(5), Duration.ofDays(1));
    queue
        .policy()
        .set(
            new QueueSettings(retry, old.diskReserve(), old.inlineBodyLimit(), old.keepHistory(), old.keepFailed()));
  }

  void bind(Transport transport) {
    delivery.bindTransport(transport);
  }

  void unbind(Transport transport) {
    delivery.unbindTransport(transport);
  }

  void stopDelivery() {
    stopped = true;
    delivery.stop();
  }

  // ---- looking -------------------------------------------------------------------------------------------------------

  ScriptedTransport smtp() {
    return smtp;
  }

  ScriptedTransport maildir() {
    return maildir;
  }

  DeliveryComponent delivery() {
    return delivery;
  }

  Workbench queue() {
    return queue;
  }

  MovableClock clock() {
    return queue.clock();
  }

  void awaitEvent(QueueId id, int recipient, MailEvent.Kind kind) {
    await().atMost(PATIENCE).until(() -> events(id, recipient, kind) > 0);
  }

  void awaitState(QueueId id, int recipient, RecipientState state) {
    await().atMost(PATIENCE).until(() -> queue.state(id, recipient) == state);
  }

  /** What happened to a recipient, newest first. */
  MailEvent last(QueueId id, int recipient) {
    List<MailEvent> events =
        queue.store().history(id).stream().filter(event -> event.recipient() == recipient).toList();
    return events.get(events.size() - 1);
  }

  /** What is told about a recipient, oldest first. */
  List<String> details(QueueId id, int recipient) {
    return queue.store().history(id).stream()
        .filter(event -> event.recipient() == recipient)
        .map(MailEvent::detail)
        .toList();
  }

  long events(QueueId id, int recipient, MailEvent.Kind kind) {
    return queue.store().history(id).stream()
        .filter(event -> event.recipient() == recipient && event.kind() == kind)
        .count();
  }

  @Override
  public void close() {
    if (!stopped) {
      delivery.stop();
    }
    queue.close();
  }

  /** The report that has arrived at {@code ann@sender.example}, or arrives soon; there is no other. */
  ScriptedTransport.Given onlyReport() {
    await().atMost(PATIENCE).until(() -> !maildir().given().isEmpty());
    assertThat(maildir().given()).hasSize(1);
    return maildir().given().get(0);
  }
}
