package org.karamail.maildir.internal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.delivery.Transport;
import org.karamail.message.Message;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Mailbox;
import org.karamail.model.Recipient;
import org.karamail.model.Reply;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.settings.Instance;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The transport {@code maildir}; what it promises stands in the package's documentation. */
@Component(service = Transport.class)
public final class MaildirTransport implements Transport {

  private static final Reply TAKEN = Reply.of(250, "2.0.0", "Delivered to the mailbox");
  private static final Reply TAKEN_BEFORE = Reply.of(250, "2.0.0", "Already in the mailbox");
  private static final Reply LOOP = Reply.of(554, "5.4.6", "This message has been in this mailbox before");

  private final Path data;
  private final Path maildir;
  private final Folders folders;
  private final EarlierCopy earlier;

  /** The transport as Declarative Services starts it. */
  @Activate
  public MaildirTransport(BundleContext context) {
    this(Instance.of(context).data(), Clock.systemUTC());
  }

  MaildirTransport(Path data, Clock clock) {
    this.data = data;
    this.maildir = data.resolve("maildir");
    this.folders = new Folders(data, new StaleFiles(clock));
    this.earlier = new EarlierCopy(clock);
  }

  @Override
  public String name() {
    return "maildir";
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public List<RecipientOutcome> deliver(Lease lease, Message message) {
    DeliveryLoop loop = DeliveryLoop.in(message.headers());
    List<RecipientOutcome> outcomes = new ArrayList<>(lease.recipients().size());
    try {
      for (LeasedRecipient leased : lease.recipients()) {
        outcomes.add(deliver(lease, leased.recipient(), message, loop));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return outcomes;
  }

  private RecipientOutcome deliver(Lease lease, Recipient recipient, Message message, DeliveryLoop loop)
      throws InterruptedException {
    Mailbox address = recipient.address();
    if (loop.closesAt(address)) {
      return new RecipientOutcome(recipient.index(), "", new DeliveryOutcome.Refused(LOOP));
    }
    MailboxFolder mailbox = MailboxFolder.of(maildir, address);
    try {
      return deliver(mailbox, lease, recipient, message);
    } catch (IOException failure) {
      return new RecipientOutcome(recipient.index(), "", DiskFailure.outcome(failure, data));
    }
  }

  /** Twice, when somebody has removed a folder that was known to be there. */
  private RecipientOutcome deliver(MailboxFolder mailbox, Lease lease, Recipient recipient, Message message)
      throws IOException, InterruptedException {
    try {
      return deliverOnce(mailbox, lease, recipient, message);
    } catch (NoSuchFileException removed) {
      folders.forget(mailbox);
      return deliverOnce(mailbox, lease, recipient, message);
    }
  }

  private RecipientOutcome deliverOnce(MailboxFolder mailbox, Lease lease, Recipient recipient, Message message)
      throws IOException, InterruptedException {
    folders.require(mailbox);
    UniqueName name = UniqueName.of(lease.id(), recipient.index());
    Optional<Path> before = earlier.find(mailbox, name, lease.id().time());
    if (before.isPresent()) {
      Durable.sync(mailbox.fresh());
      Durable.sync(mailbox.current());
      return delivered(recipient, before.get(), TAKEN_BEFORE);
    }
    LocalCopy copy = LocalCopy.of(message, lease.envelope().sender(), recipient.address());
    return delivered(recipient, MailFile.deliver(mailbox, name, copy), TAKEN);
  }

  private RecipientOutcome delivered(Recipient recipient, Path file, Reply reply) {
    return new RecipientOutcome(
        recipient.index(), data.relativize(file).toString(), new DeliveryOutcome.Delivered(reply));
  }
}
