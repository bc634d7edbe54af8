package org.karamail.maildir.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.karamail.delivery.internal.DeliveryComponent;
import org.karamail.intake.Acceptance;
import org.karamail.intake.Intake;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.Opening;
import org.karamail.intake.internal.IntakeComponent;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.ReversePath;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.rocksdb.internal.RocksStore;
import org.karamail.routing.internal.RoutingComponent;
import org.karamail.testkit.engine.HandedHooks;
import org.karamail.testkit.store.SettablePolicy;
import org.karamail.testkit.store.Workbench;
import org.osgi.framework.BundleContext;

/**
 * Everything between the end of an SMTP transaction and the mailbox, put together as Declarative Services does, in one data
 * folder; {@code here.example} is local.
 */
final class LocalPost implements AutoCloseable {

  private static final Envelope FROM_OUTSIDE =
      new Envelope(
          ReversePath.NULL,
          new Origin("ESMTP", "mx", Optional.of("192.0.2.7"), "client.example", Optional.empty(), false),
          Priority.NORMAL,
          BodyType.EIGHT_BIT_MIME);

  private final Path data;
  private final RocksStore store;
  private final Intake intake;
  private final MaildirTransport maildir;
  private final DeliveryComponent delivery;
  private boolean delivering;

  LocalPost(Path data) {
    this.data = data;
    BundleContext context = context(data);
    QueuePolicy policy = new SettablePolicy();
    store = new RocksStore(context, policy);
    HandedHooks nobody = HandedHooks.of();
    intake =
        new IntakeComponent(context, store, new RoutingComponent(context, Map.of("localDomains", "here.example")), nobody);
    maildir = new MaildirTransport(context);
    delivery = new DeliveryComponent(context, Map.of(), store, policy, intake, nobody);
    delivery.bindTransport(maildir);
  }

  private static BundleContext context(Path data) {
    return (BundleContext)
        Proxy.newProxyInstance(
            LocalPost.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (self, method, args) ->
                method.getName().equals("getProperty") && args[0].equals("karamail.data") ? data.toString() : null);
  }

  void startDelivery() {
    delivering = true;
    delivery.start();
  }

  MailQueueStore store() {
    return store;
  }

  MaildirTransport maildir() {
    return maildir;
  }

  /** Takes a message in; when this returns it is on disk. */
  QueueId accept(String sender, String message, String... recipients) {
    return ((Acceptance.Accepted) Workbench.await(begin(sender, message, recipients))).id();
  }

  /** Begins to take a message in. */
  CompletionStage<Acceptance> begin(String sender, String message, String... recipients) {
    Envelope envelope =
        new Envelope(
            ReversePath.parse(sender).orElseThrow(),
            FROM_OUTSIDE.origin(),
            FROM_OUTSIDE.priority(),
            FROM_OUTSIDE.body());
    List<Mailbox> mailboxes = Stream.of(recipients).map(text -> Mailbox.parse(text).orElseThrow()).toList();
    IntakeTransaction transaction = ((Opening.Opened) intake.begin(envelope, mailboxes, 0)).transaction();
    Workbench.await(transaction.write(ByteBuffer.wrap(message.getBytes(StandardCharsets.ISO_8859_1))));
    return transaction.finish();
  }

  /** The messages in a mailbox that no reader has seen. */
  List<String> unseen(String localPart) {
    Path fresh = data.resolve("maildir/here.example").resolve(localPart).resolve("new");
    if (!Files.isDirectory(fresh)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(fresh)) {
      return files.sorted().map(LocalPost::read).toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    if (delivering) {
      delivery.stop();
    }
    store.close();
  }
}
