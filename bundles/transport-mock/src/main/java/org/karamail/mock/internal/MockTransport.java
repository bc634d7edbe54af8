package org.karamail.mock.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.delivery.Transport;
import org.karamail.message.Message;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.model.Mailbox;
import org.karamail.model.Reply;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;

/** The transport {@code mock}; what it promises stands in the package's documentation. */
final class MockTransport implements Transport {

  static final String NAME = "mock";

  private static final Reply TAKEN = Reply.of(250, "2.0.0", "The mock transport has taken it, and forgotten it");
  private static final Reply NOBODY = Reply.of(450, "4.3.5", "No pattern of karamail.mock fits this recipient");

  private MockSettings settings;

  MockTransport(MockSettings settings) {
    this.settings = settings;
  }

  /** From now on these count, for recipients that hang already too. */
  synchronized void use(MockSettings changed) {
    settings = changed;
    notifyAll();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<RecipientOutcome> deliver(Lease lease, Message message) throws InterruptedException {
    List<RecipientOutcome> outcomes = new ArrayList<>(lease.recipients().size());
    try {
      for (LeasedRecipient one : othersFirst(lease)) {
        Mailbox address = one.recipient().address();
        outcomes.add(new RecipientOutcome(one.recipient().index(), NAME, outcome(address, message)));
      }
    } catch (InterruptedException stopped) {
      if (outcomes.isEmpty()) {
        throw stopped;
      }
      Thread.currentThread().interrupt();
    }
    return outcomes;
  }

  /** Those that hang come last: what is known of the others is not lost when the attempt is ended. */
  private synchronized List<LeasedRecipient> othersFirst(Lease lease) {
    List<LeasedRecipient> order = new ArrayList<>(lease.recipients());
    List<LeasedRecipient> hanging = order.stream().filter(one -> hangs(one.recipient().address())).toList();
    order.removeAll(hanging);
    order.addAll(hanging);
    return order;
  }

  private DeliveryOutcome outcome(Mailbox recipient, Message message) throws InterruptedException {
    MockSettings now = onceItDoesNotHang(recipient);
    Optional<Part> part = now.part(recipient);
    if (part.isEmpty()) {
      return new DeliveryOutcome.Deferred(NOBODY);
    }
    return switch (part.get()) {
      case HANG -> throw new IllegalStateException("the hang is over");
      case DEFER -> new DeliveryOutcome.Deferred(now.deferral());
      case REFUSE -> new DeliveryOutcome.Refused(now.refusal());
      case ACCEPT -> taken(message);
    };
  }

  private synchronized MockSettings onceItDoesNotHang(Mailbox recipient) throws InterruptedException {
    while (hangs(recipient)) {
      wait();
    }
    return settings;
  }

  private boolean hangs(Mailbox recipient) {
    return settings.part(recipient).equals(Optional.of(Part.HANG));
  }

  private static DeliveryOutcome taken(Message message) {
    try {
      message.writeTo(OutputStream.nullOutputStream());
      return new DeliveryOutcome.Delivered(TAKEN);
    } catch (IOException unreadable) {
      Fault fault = new Fault(Fault.Category.LOCAL, "the message cannot be read: " + unreadable);
      return new DeliveryOutcome.Unreachable(fault);
    }
  }
}
