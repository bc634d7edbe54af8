package org.karamail.intake.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Edits;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.Finding;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HeaderEdits;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;

/**
 * A message as far as hooks have come with it.
 *
 * @param recipients in the client's order, those that were added behind
 * @param replaced whether the body is another one than the client's
 * @param checks what checks have found
 * @param findings what gates have found
 * @param quarantine why it is to be held, if it is
 * @param delay how long its reply is to be held
 */
record MailInHand(
    Envelope envelope,
    List<Mailbox> recipients,
    HeaderBlock headers,
    Body body,
    boolean replaced,
    List<CheckResult> checks,
    List<Finding> findings,
    Optional<String> quarantine,
    Duration delay) {

  MailInHand {
    recipients = List.copyOf(recipients);
    checks = List.copyOf(checks);
    findings = List.copyOf(findings);
  }

  /** One that no hook has seen. */
  static MailInHand untouched(
      Envelope envelope, List<Mailbox> recipients, HeaderBlock headers, Body body, List<CheckResult> checks) {
    return new MailInHand(
        envelope, recipients, headers, body, false, checks, List.of(), Optional.empty(), Duration.ZERO);
  }

  MailInHand with(HeaderBlock other) {
    return new MailInHand(envelope, recipients, other, body, replaced, checks, findings, quarantine, delay);
  }

  MailInHand found(List<? extends CheckResult> more) {
    List<CheckResult> joined = new ArrayList<>(checks);
    joined.addAll(more);
    return new MailInHand(envelope, recipients, headers, body, replaced, joined, findings, quarantine, delay);
  }

  /** After a gate that lets it go on. */
  MailInHand after(GateDecision decision) {
    MailInHand edited = with(decision.edits());
    List<Finding> joined = Stream.concat(findings.stream(), decision.findings().stream()).toList();
    return new MailInHand(
        edited.envelope,
        edited.recipients,
        edited.headers,
        edited.body,
        edited.replaced,
        checks,
        joined,
        quarantine.or(decision::quarantine),
        decision.replyDelay().compareTo(delay) > 0 ? decision.replyDelay() : delay);
  }

  MailInHand with(Edits edits) {
    MailInHand edited = this;
    for (Edit edit : edits.list()) {
      edited = edited.with(edit);
    }
    return edited;
  }

  private MailInHand with(Edit edit) {
    if (edit instanceof Edit.ReplaceBody other) {
      return new MailInHand(
          envelope, recipients, headers, other.body(), true, checks, findings, quarantine, delay);
    } else if (edit instanceof Edit.ReplaceSender sender) {
      return with(envelope.withSender(sender.sender()));
    } else if (edit instanceof Edit.SetPriority priority) {
      return with(envelope.withPriority(priority.priority()));
    } else if (edit instanceof Edit.AddRecipient add) {
      Set<Mailbox> more = new LinkedHashSet<>(recipients);
      more.add(add.recipient());
      return with(List.copyOf(more));
    } else if (edit instanceof Edit.RemoveRecipient remove) {
      return with(recipients.stream().filter(one -> !one.equals(remove.recipient())).toList());
    }
    return with(HeaderEdits.make(edit, headers));
  }

  private MailInHand with(Envelope other) {
    return new MailInHand(other, recipients, headers, body, replaced, checks, findings, quarantine, delay);
  }

  private MailInHand with(List<Mailbox> others) {
    return new MailInHand(envelope, others, headers, body, replaced, checks, findings, quarantine, delay);
  }
}
