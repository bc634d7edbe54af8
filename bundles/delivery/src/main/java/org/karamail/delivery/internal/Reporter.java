package org.karamail.delivery.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.intake.Intake;
import org.karamail.intake.Preparation;
import org.karamail.message.Message;
import org.karamail.message.report.DeliveryReport;
import org.karamail.message.report.ReportedRecipient;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.RecipientState;
import org.karamail.model.ReversePath;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.queue.store.Spawn;
import org.karamail.queue.store.Submission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the report that a sender is owed, one for all recipients of the lease, from the null sender (RFC 3464). It goes
 * through intake like all mail, and is committed in one batch with the news that it is written.
 *
 * <p>A report that nobody can be sent is not tried again: the reason stands in the history of the message.
 */
final class Reporter {

  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
  private static final Envelope FROM_NOBODY =
      new Envelope(ReversePath.NULL, Origin.local("delivery"), Priority.NORMAL, BodyType.SEVEN_BIT);

  /**
   * What came of it.
   *
   * @param updates none when the lease is to be given back
   * @param spawn the report, if there is one
   */
  record Written(List<RecipientUpdate> updates, List<Spawn> spawn) {}

  private final MailQueueStore store;
  private final QueuePolicy policy;
  private final Unknowns unknowns;
  private final Intake intake;
  private final DeliveryHooks hooks;
  private final String host;
  private final Clock clock;

  Reporter(MailQueueStore store, QueuePolicy policy, Intake intake, DeliveryHooks hooks, String host, Clock clock) {
    this.store = store;
    this.policy = policy;
    this.unknowns = new Unknowns(store);
    this.intake = intake;
    this.hooks = hooks;
    this.host = host;
    this.clock = clock;
  }

  /**
   * Composes the report.
   *
   * @throws org.karamail.queue.store.StoreClosedException when the store takes nothing in now
   */
  Written write(Lease lease) {
    return lease.envelope().sender().mailbox()
        .map(sender -> write(lease, sender))
        .orElseGet(() -> unwritten(lease, "no report: it has no sender"));
  }

  private Written write(Lease lease, Mailbox sender) {
    Message report = report(lease, sender);
    GateDecision decision = asked(lease, sender, report);
    if (decision.verdict().kind() == Verdict.Kind.DISCARD) {
      return unwritten(lease, "no report: discarded by a plugin: " + decision.verdict().reason());
    }
    Preparation preparation = intake.prepare(FROM_NOBODY, List.of(sender), report);
    if (preparation instanceof Preparation.Prepared prepared) {
      String id = prepared.spawn().draft().id().toString();
      return new Written(
          updates(lease, "reported to " + sender + " by " + id), List.of(later(prepared.spawn(), decision.delay())));
    }
    Preparation.Impossible impossible = (Preparation.Impossible) preparation;
    if (impossible.reply().isTemporary()) {
      LOG.info("{}: its report waits: {}", lease.id(), impossible.reply());
      return new Written(List.of(), List.of());
    }
    return unwritten(lease, "no report: " + sender + " cannot be reached: " + impossible.reply());
  }

  /** A worker that is told to stop while it asks writes the report all the same: hooks may not lose one. */
  private GateDecision asked(Lease lease, Mailbox sender, Message report) {
    try {
      Optional<HookTransaction> pinned = hooks.report(lease);
      return pinned.isPresent() ? asked(pinned.get(), lease, sender, report) : GateDecision.PROCEED;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return GateDecision.PROCEED;
    }
  }

  private GateDecision asked(HookTransaction pinned, Lease lease, Mailbox sender, Message report)
      throws InterruptedException {
    try (pinned) {
      QueuedMailView mail = QueuedMailView.of(lease, store.content(lease.id()));
      BounceView view = new BounceView(mail, mail.recipients(), sender, report);
      return DeliveryHooks.await(pinned.gate(HookPoints.ON_BOUNCE, edits -> view));
    }
  }

  /** The report as hooks want it put off: it waits in the queue. */
  private static Spawn later(Spawn spawn, Duration delay) {
    if (delay.isZero()) {
      return spawn;
    }
    Submission now = spawn.submission();
    List<Submission.NewRecipient> scheduled =
        now.recipients().stream()
            .map(
                one ->
                    new Submission.NewRecipient(
                        one.recipient(), RecipientState.SCHEDULED, one.due().plus(delay), one.detail()))
            .toList();
    return new Spawn(spawn.draft(), new Submission(now.envelope(), now.headers(), now.acceptedAt(), scheduled));
  }

  private Message report(Lease lease, Mailbox sender) {
    return new DeliveryReport(
            host,
            sender,
            lease.id(),
            lease.id().time(),
            clock.instant(),
            clock.getZone(),
            lease.recipients().stream().map(leased -> about(lease, leased)).toList(),
            lease.envelope().reports(),
            store.content(lease.id()))
        .compose();
  }

  private ReportedRecipient about(Lease lease, LeasedRecipient leased) {
    int index = leased.recipient().index();
    Instant until = policy.settings().retry().expiry(leased.firstDue(), false);
    return ReportText.about(leased, unknowns.countBefore(lease, index) > 0, until);
  }

  private static Written unwritten(Lease lease, String reason) {
    LOG.warn("{}: its sender is not told that {} recipient(s) failed; {}", lease.id(), lease.recipients().size(), reason);
    return new Written(updates(lease, reason), List.of());
  }

  private static List<RecipientUpdate> updates(Lease lease, String detail) {
    return lease.recipients().stream()
        .map(LeasedRecipient::recipient)
        .map(recipient -> RecipientUpdate.reported(recipient.index(), detail))
        .toList();
  }
}
