package org.karamail.intake.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;
import org.karamail.model.Route;
import org.karamail.queue.store.Submission.NewRecipient;
import org.karamail.routing.Resolution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a route for each recipient of one message and asks what is to become of each. Routing is asked first: no hook makes
 * a recipient acceptable that the client may not send to.
 *
 * <p>There is one reply for all recipients. So one that is put off puts off the message, which nobody has yet; one that is
 * rejected among others is held, because the client can no longer be told (semantics: never a report for a policy's no); the
 * message is rejected where all of them are.
 */
final class RecipientInquiry {

  private static final Logger LOG = LoggerFactory.getLogger(RecipientInquiry.class);

  private final QueueId id;
  private final HookTransaction hooks;
  private final Reception reception;
  private final MailInHand mail;
  private final IncomingMessage view;
  private final Set<Mailbox> named;
  private final Instant now;
  private final Executor threads;
  private final String plugins;
  private final Iterator<Mailbox> left;
  private final List<NewRecipient> settled = new ArrayList<>();
  private int rejected;
  private Optional<Verdict> rejection = Optional.empty();

  /**
   * For a message that has passed the content points.
   *
   * @param named whom the client named; the others were added by hooks
   * @param now when it is due, unless a hook says later
   */
  RecipientInquiry(
      QueueId id,
      HookTransaction hooks,
      Reception reception,
      MailInHand mail,
      IncomingMessage view,
      Set<Mailbox> named,
      Instant now,
      Executor threads) {
    this.id = id;
    this.hooks = hooks;
    this.reception = reception;
    this.mail = mail;
    this.view = view;
    this.named = named;
    this.now = now;
    this.threads = threads;
    List<String> asked = hooks.plugins();
    this.plugins = asked.isEmpty() ? "" : "plugins " + String.join(", ", asked);
    this.left = mail.recipients().iterator();
  }

  /** Settles all recipients; once. */
  CompletionStage<Judgement> settle() {
    while (left.hasNext()) {
      Mailbox address = left.next();
      Resolution resolution = reception.resolve(address, mail.envelope());
      if (resolution instanceof Resolution.Routed routed) {
        if (hooks.has(HookPoints.ON_ROUTE)) {
          return route(address, routed);
        }
        if (hooks.has(HookPoints.ON_ENQUEUE)) {
          return enqueue(address, routed.route());
        }
        settled.add(born(recipient(address, routed.route()), GateDecision.PROCEED));
      } else if (named.contains(address)) {
        return refuse(reception.routesChanged(id, address, ((Resolution.Refused) resolution).reply()), false);
      } else {
        LOG.warn("message {}: a plugin added recipient <{}>, to whom this client may not send; left out", id, address);
      }
    }
    return CompletableFuture.completedStage(judgement());
  }

  private CompletionStage<Judgement> route(Mailbox address, Resolution.Routed builtIn) {
    RouteView request = new RouteView(mail.envelope(), address, builtIn.local());
    return hooks
        .resolve(HookPoints.ON_ROUTE, request, Route.class)
        .thenComposeAsync(
            resolved ->
                resolved.deferred()
                    ? refuse(Replies.NOT_NOW, false)
                    : enqueue(address, resolved.value().orElse(builtIn.route())),
            threads);
  }

  private CompletionStage<Judgement> enqueue(Mailbox address, Route route) {
    Recipient recipient = recipient(address, route);
    if (!hooks.has(HookPoints.ON_ENQUEUE)) {
      settled.add(born(recipient, GateDecision.PROCEED));
      return settle();
    }
    EnqueueView asked = new EnqueueView(view, recipient);
    return hooks
        .gate(HookPoints.ON_ENQUEUE, edits -> asked)
        .thenComposeAsync(decision -> decided(recipient, decision), threads);
  }

  private CompletionStage<Judgement> decided(Recipient recipient, GateDecision decision) {
    Verdict verdict = decision.verdict();
    if (verdict.kind() == Verdict.Kind.DEFER) {
      return refuse(verdict.reply().orElse(Replies.NOT_NOW), verdict.isClosing());
    }
    if (verdict.kind() == Verdict.Kind.REJECT) {
      rejected++;
      rejection = rejection.or(() -> Optional.of(verdict));
    }
    settled.add(born(recipient, decision));
    return settle();
  }

  private Judgement judgement() {
    if (settled.isEmpty()) {
      return new Judgement.Refused(Replies.NOT_NOW, false);
    }
    return rejection
        .filter(verdict -> rejected == settled.size())
        .<Judgement>map(verdict -> new Judgement.Refused(verdict.reply().orElse(Replies.NOT_NOW), verdict.isClosing()))
        .orElseGet(() -> new Judgement.Passed(mail, List.copyOf(settled)));
  }

  private static CompletionStage<Judgement> refuse(Reply reply, boolean closing) {
    return CompletableFuture.completedStage(new Judgement.Refused(reply, closing));
  }

  private Recipient recipient(Mailbox address, Route route) {
    return new Recipient(settled.size(), address, route);
  }

  private NewRecipient born(Recipient recipient, GateDecision decision) {
    Verdict verdict = decision.verdict();
    Optional<String> held = mail.quarantine().or(decision::quarantine);
    if (verdict.kind() == Verdict.Kind.DISCARD) {
      return born(recipient, RecipientState.CANCELLED, Duration.ZERO, verdict.reason());
    } else if (verdict.kind() == Verdict.Kind.REJECT) {
      return born(recipient, RecipientState.HELD, Duration.ZERO, "rejected by a plugin: " + verdict.reason());
    } else if (held.isPresent()) {
      return born(recipient, RecipientState.HELD, Duration.ZERO, held.get());
    } else if (!decision.delay().isZero()) {
      return born(recipient, RecipientState.SCHEDULED, decision.delay(), "");
    }
    return born(recipient, RecipientState.QUEUED, Duration.ZERO, "");
  }

  private NewRecipient born(Recipient recipient, RecipientState state, Duration delay, String reason) {
    String detail = reason.isEmpty() || plugins.isEmpty() ? reason + plugins : reason + "; " + plugins;
    return new NewRecipient(recipient, state, now.plus(delay), detail);
  }
}
