package org.karamail.intake.internal;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.karamail.hook.CheckResult;
import org.karamail.hook.CheckResult.Value;
import org.karamail.hook.Hook;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Session;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.message.AddressList;
import org.karamail.message.HeaderField;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks those hooks of one message that look at its content: checks see it as it was received, gates as it was edited so far.
 * Waits for nothing; goes on, after each point, where it was told to.
 */
final class ContentInquiry {

  private static final Logger LOG = LoggerFactory.getLogger(ContentInquiry.class);

  private static final List<HookPoint<? extends Hook, IncomingMessage>> GATES =
      List.of(
          HookPoints.ON_HEADERS,
          HookPoints.ON_BODY,
          HookPoints.ON_ANTIVIRUS_SCAN,
          HookPoints.ON_ANTISPAM_SCAN,
          HookPoints.ON_CONTENT_FILTER,
          HookPoints.ON_MESSAGE_COMPLETE);

  private final QueueId id;
  private final HookTransaction hooks;
  private final Optional<Session> session;
  private final Executor threads;

  /**
   * Where the message stands when it has been through the points.
   *
   * @param end the verdict that ended it, if one did: DEFER, REJECT or DISCARD
   */
  record Passage(MailInHand mail, Optional<Verdict> end) {}

  ContentInquiry(QueueId id, HookTransaction hooks, Optional<Session> session, Executor threads) {
    this.id = id;
    this.hooks = hooks;
    this.session = session;
    this.threads = threads;
  }

  /** Asks the checks; the stage holds the same message with what was found. */
  CompletionStage<MailInHand> check(MailInHand received) {
    return dkim(received).thenComposeAsync(this::dmarc, threads);
  }

  /** Asks the gates, in order, until one ends it. */
  CompletionStage<Passage> pass(MailInHand mail) {
    return next(mail, GATES.iterator());
  }

  /** Shows the gates a message that none of them can change; done when all have seen it. */
  CompletionStage<Boolean> watch(IncomingMessage report) {
    CompletionStage<Boolean> shown = CompletableFuture.completedStage(true);
    for (HookPoint<? extends Hook, IncomingMessage> gate : GATES) {
      if (hooks.has(gate)) {
        shown = shown.thenComposeAsync(before -> watch(gate, report), threads);
      }
    }
    return shown;
  }

  private <H extends Hook> CompletionStage<Boolean> watch(HookPoint<H, IncomingMessage> gate, IncomingMessage report) {
    return hooks.gate(gate, edits -> report).thenApply(ignored -> true);
  }

  IncomingMessage view(MailInHand mail) {
    return MessageView.of(id, session, mail);
  }

  private CompletionStage<MailInHand> dkim(MailInHand mail) {
    if (!hooks.has(HookPoints.ON_DKIM_VERIFY)) {
      return CompletableFuture.completedStage(mail);
    }
    CheckResult.Dkim fault = new CheckResult.Dkim(Value.TEMPERROR, List.of(), "the check did not come to an end");
    return hooks.check(HookPoints.ON_DKIM_VERIFY, view(mail), true, fault).thenApply(mail::found);
  }

  private CompletionStage<MailInHand> dmarc(MailInHand mail) {
    if (!hooks.has(HookPoints.ON_DMARC_CHECK)) {
      return CompletableFuture.completedStage(mail);
    }
    CheckResult.Dmarc fault =
        new CheckResult.Dmarc(
            Value.TEMPERROR,
            mail.headers().first("From").map(HeaderField::value).flatMap(AddressList::parse).map(a -> a.get(0)).map(Mailbox::domain),
            CheckResult.Dmarc.Policy.NONE,
            "the check did not come to an end");
    return hooks.check(HookPoints.ON_DMARC_CHECK, view(mail), false, fault).thenApply(mail::found);
  }

  private CompletionStage<Passage> next(MailInHand mail, Iterator<HookPoint<? extends Hook, IncomingMessage>> gates) {
    while (gates.hasNext()) {
      HookPoint<? extends Hook, IncomingMessage> gate = gates.next();
      if (hooks.has(gate)) {
        return ask(gate, mail).thenComposeAsync(decision -> decided(mail, gate, decision, gates), threads);
      }
    }
    return CompletableFuture.completedStage(new Passage(mail, Optional.empty()));
  }

  private <H extends Hook> CompletionStage<GateDecision> ask(HookPoint<H, IncomingMessage> gate, MailInHand mail) {
    return hooks.gate(gate, edits -> view(mail.with(edits)));
  }

  private CompletionStage<Passage> decided(
      MailInHand mail,
      HookPoint<?, ?> gate,
      GateDecision decision,
      Iterator<HookPoint<? extends Hook, IncomingMessage>> gates) {
    MailInHand after = mail.after(decision);
    if (decision.verdict().kind() == Verdict.Kind.PROCEED) {
      return next(after, gates);
    }
    LOG.info(
        "message {}: {} at {} by {}: {}",
        id,
        decision.verdict().kind(),
        gate,
        decision.decidedBy().orElse("nobody known"),
        decision.verdict().reason());
    return CompletableFuture.completedStage(new Passage(after, Optional.of(decision.verdict())));
  }
}
