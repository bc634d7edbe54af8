package org.karamail.delivery.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.karamail.hook.Edits;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.Hook;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HeaderEdits;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.LentBody;
import org.karamail.hook.engine.RewriteDecision;
import org.karamail.message.Body;
import org.karamail.message.Message;
import org.karamail.model.Attempt;
import org.karamail.model.Envelope;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.karamail.queue.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hooks of one attempt, pinned from its beginning until its outcome is on disk. Asked on the attempt's worker, told of
 * results on the store's thread, which does not wait for them.
 */
final class HookedAttempt implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HookedAttempt.class);

  private final HookTransaction hooks;
  private final Lease lease;
  private final Message stored;
  private final LentBody lent;
  private final String host;
  private QueuedMailView going;

  /**
   * What hooks let go out.
   *
   * @param lease with the sender that rewriters want
   * @param message as rewriters left it
   * @param objection why it may not go; then the other two mean nothing
   */
  record Clearance(Lease lease, Message message, Optional<Objection> objection) {}

  HookedAttempt(HookTransaction hooks, Lease lease, Message stored, String host) {
    this.hooks = hooks;
    this.lease = lease;
    this.stored = stored;
    this.lent = new LentBody(stored.body());
    this.host = host;
    this.going = view();
  }

  /** Asks everybody who may keep the message back or change it. */
  Clearance clear(boolean local) throws InterruptedException {
    Optional<Objection> objection = gate(HookPoints.ON_DEQUEUE, view());
    if (objection.isEmpty()) {
      objection = gate(HookPoints.ON_PRE_DELIVERY, view());
    }
    if (objection.isPresent()) {
      return new Clearance(lease, stored, objection);
    }
    Clearance rewritten = rewritten();
    going = QueuedMailView.of(rewritten.lease(), lentUnlessReplaced(rewritten.message()));
    return local && rewritten.objection().isEmpty()
        ? new Clearance(rewritten.lease(), rewritten.message(), host(host, InetAddress.getLoopbackAddress(), 0))
        : rewritten;
  }

  /** Asks about a host that is about to be tried; for a local route the one host is this one. */
  Optional<Objection> host(String name, InetAddress address, int port) throws InterruptedException {
    return hooks.has(HookPoints.ON_DELIVERY_ATTEMPT)
        ? gate(HookPoints.ON_DELIVERY_ATTEMPT, new HostView(going, name, address, port))
        : Optional.empty();
  }

  /**
   * Asks about recipients that are about to be deferred; empty leaves them to the schedule. Never throws: the attempt has
   * been made, and its outcome must not get lost.
   */
  Optional<Objection> retry(Lease deferred, Attempt attempt, Instant due) {
    try {
      return hooks.has(HookPoints.ON_QUEUE_RETRY)
          ? gate(HookPoints.ON_QUEUE_RETRY, new RetryView(QueuedMailView.of(deferred, lent()), attempt, due))
          : Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (RuntimeException fault) {
      LOG.error("{}: onQueueRetry could not be asked; the retry schedule decides", lease.id(), fault);
      return Optional.empty();
    }
  }

  /** Tells what came of the attempt for a recipient; it is on disk. */
  void tell(Recipient recipient, Attempt attempt, RecipientState state) {
    if (state == RecipientState.DELIVERED && hooks.has(HookPoints.ON_DELIVERY_SUCCESS)) {
      hooks.observe(HookPoints.ON_DELIVERY_SUCCESS, new ResultView(view(), recipient, attempt, state));
    } else if (state != RecipientState.DELIVERED && hooks.has(HookPoints.ON_DELIVERY_FAILURE)) {
      hooks.observe(HookPoints.ON_DELIVERY_FAILURE, new ResultView(view(), recipient, attempt, state));
    }
  }

  /** Which versions of which plugins had a say. */
  List<String> plugins() {
    return hooks.plugins();
  }

  @Override
  public void close() {
    hooks.close();
    try {
      lent.close();
    } catch (IOException unread) {
      LOG.debug("{}: a reader of a plugin's does not close", lease.id(), unread);
    }
  }

  private <H extends Hook, V> Optional<Objection> gate(HookPoint<H, V> point, V view) throws InterruptedException {
    return hooks.has(point)
        ? Objection.of(point.name(), DeliveryHooks.await(hooks.gate(point, edits -> view)))
        : Optional.empty();
  }

  private Clearance rewritten() throws InterruptedException {
    if (!hooks.has(HookPoints.ON_OUTBOUND_MESSAGE)) {
      return new Clearance(lease, stored, Optional.empty());
    }
    RewriteDecision decision =
        DeliveryHooks.await(
            hooks.rewrite(
                HookPoints.ON_OUTBOUND_MESSAGE, edits -> QueuedMailView.of(lease(edits), edited(edits, lent()))));
    return decision.deferred()
        ? new Clearance(
            lease,
            stored,
            Optional.of(Objection.postpone("put off at onOutboundMessage: it must not leave without its rewriter")))
        : new Clearance(lease(decision.edits()), edited(decision.edits(), stored), Optional.empty());
  }

  private Message edited(Edits edits, Message message) {
    Body body = message.body();
    for (Edit edit : edits.list()) {
      body = edit instanceof Edit.ReplaceBody other ? other.body() : body;
    }
    return new Message(HeaderEdits.make(edits, message.headers()), body);
  }

  /** Of the envelope, only the sender can still change: recipients and priority belong to the queue. */
  private Lease lease(Edits edits) {
    Envelope envelope = lease.envelope();
    for (Edit edit : edits.list()) {
      if (edit instanceof Edit.ReplaceSender other) {
        envelope = envelope.withSender(other.sender());
      }
    }
    return envelope.equals(lease.envelope())
        ? lease
        : new Lease(lease.id(), lease.epoch(), lease.purpose(), lease.route(), envelope, lease.recipients());
  }

  private QueuedMailView view() {
    return QueuedMailView.of(lease, lent());
  }

  private Message lent() {
    return new Message(stored.headers(), lent);
  }

  private Message lentUnlessReplaced(Message message) {
    return message.body() == stored.body() ? new Message(message.headers(), lent) : message;
  }
}
