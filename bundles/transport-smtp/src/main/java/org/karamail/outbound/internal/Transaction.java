package org.karamail.outbound.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.delivery.AttemptProgress;
import org.karamail.message.Message;
import org.karamail.message.sevenbit.SevenBitForm;
import org.karamail.model.BodyType;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Envelope;
import org.karamail.model.Fault;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;
import org.karamail.outbound.internal.wire.Conversation;
import org.karamail.outbound.internal.wire.Stage;
import org.karamail.outbound.internal.wire.Trouble;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a message to a peer, MAIL to the final dot (RFC 5321 section 3.3), as often as the peer wants it: one that takes so
 * many recipients at once only (452) gets the rest in another round.
 *
 * <p>Whatever happens, every recipient of a round has an outcome afterwards. Before the final dot it is never unknown, after
 * it silence is nothing else.
 */
final class Transaction {

  private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);
  private static final int MOST_RECIPIENTS = 100;
  private static final int SHUTTING_DOWN = 421;
  private static final int GO_ON = 354;
  private static final int TOO_MANY = 452;
  private static final int TOO_MANY_OF_OLD = 552;

  private final Conversation peer;
  private final String name;
  private final boolean lmtp;
  private final QueueId id;
  private final Envelope envelope;
  private final boolean reports;
  private final AttemptProgress progress;
  private final Outcomes outcomes;
  private Message message;
  private List<LeasedRecipient> given = List.of();
  private boolean usable = true;

  Transaction(
      Conversation peer, boolean lmtp, Lease lease, Message message, AttemptProgress progress, Outcomes outcomes) {
    this.peer = peer;
    this.name = peer.peer().toString();
    this.lmtp = lmtp;
    this.id = lease.id();
    this.envelope = lease.envelope();
    this.reports = peer.offers("DSN");
    this.message = message;
    this.progress = progress;
    this.outcomes = outcomes;
  }

  /**
   * Gives the message to all of whom nothing is known.
   *
   * @return whether the connection may be used again
   * @throws Trouble when the peer was gone before anything was said of any recipient, so that another connection may be tried
   */
  boolean run() throws Trouble {
    try {
      leaveOutWhatCannotBe();
      while (usable && !outcomes.open().isEmpty()) {
        round();
      }
    } catch (Trouble trouble) {
      if (trouble.stage() == Stage.MAIL && outcomes.isEmpty()) {
        throw trouble;
      }
      settle(trouble);
    } catch (IOException unreadable) {
      Fault fault = new Fault(Fault.Category.LOCAL, "the message cannot be read: " + unreadable);
      outcomes.put(outcomes.open(), "", new DeliveryOutcome.Unreachable(fault));
    }
    return usable;
  }

  /** What the trouble means for those of whom nothing is known. */
  private void settle(Trouble trouble) {
    usable = false;
    if (trouble.stage().mayHaveArrived()) {
      outcomes.put(given, name, Outcomes.unknown(trouble.fault()));
    }
    outcomes.put(outcomes.open(), name, Outcomes.of(trouble));
  }

  private void leaveOutWhatCannotBe() throws IOException {
    Optional<Message> fit = peer.offers("8BITMIME") ? Optional.of(message) : SevenBitForm.of(message);
    if (fit.isPresent() && !fit.get().equals(message)) {
      LOG.info("{}: {} takes seven bits only, so what is beyond ASCII goes encoded", id, name);
      message = fit.get();
    }
    Optional<Reply> obstacle = fit.isEmpty() ? Optional.of(Obstacles.EIGHT_BITS) : Obstacles.of(peer, envelope, message);
    for (LeasedRecipient one : outcomes.open()) {
      obstacle
          .or(() -> Obstacles.of(peer, one.recipient().address()))
          .ifPresent(reply -> outcomes.put(one, "", new DeliveryOutcome.Refused(reply)));
    }
  }

  private void round() throws Trouble {
    List<LeasedRecipient> open = outcomes.open();
    List<LeasedRecipient> round = open.subList(0, Math.min(open.size(), MOST_RECIPIENTS));
    boolean pipelining = peer.offers("PIPELINING");
    peer.send(Stage.MAIL, pipelining ? mailAndRecipients(round) : List.of(mail()));
    Reply mail = peer.hear(Stage.MAIL);
    if (!mail.isPositive()) {
      refused(mail, round, pipelining);
      return;
    }
    List<LeasedRecipient> taken = recipients(round, pipelining);
    if (taken.isEmpty()) {
      reset();
    } else if (usable) {
      data(taken);
    }
  }

  /** MAIL is refused, and with it all; the answers to what was sent behind it are of no interest. */
  private void refused(Reply mail, List<LeasedRecipient> round, boolean pipelining) throws Trouble {
    if (mail.code() == SHUTTING_DOWN) {
      throw Trouble.of(Stage.MAIL, mail);
    }
    if (mail.isTemporary()) {
      progress.siteRefuses();
    }
    outcomes.put(outcomes.open(), name, outcome(Stage.MAIL, mail));
    for (int i = 0; pipelining && i < round.size(); i++) {
      peer.hear(Stage.RCPT);
    }
  }

  /** Answers those that were taken. */
  private List<LeasedRecipient> recipients(List<LeasedRecipient> round, boolean pipelining) throws Trouble {
    List<LeasedRecipient> taken = new ArrayList<>(round.size());
    for (LeasedRecipient one : round) {
      if (!pipelining) {
        peer.send(Stage.RCPT, List.of(recipient(one)));
      }
      Reply reply = peer.hear(Stage.RCPT);
      if (reply.isPositive()) {
        taken.add(one);
      } else if (reply.code() == SHUTTING_DOWN) {
        throw Trouble.of(Stage.RCPT, reply);
      } else if (!isTooMany(reply)) {
        outcomes.put(one, name, outcome(Stage.RCPT, reply));
      } else if (taken.isEmpty()) {
        outcomes.put(one, name, new DeliveryOutcome.Deferred(tooMany(reply)));
      }
    }
    return taken;
  }

  private void data(List<LeasedRecipient> taken) throws Trouble {
    Reply go = peer.say(Stage.DATA, "DATA");
    if (go.code() != GO_ON) {
      if (go.code() == SHUTTING_DOWN || go.isPositive()) {
        throw Trouble.of(Stage.DATA, go);
      }
      outcomes.put(taken, name, outcome(Stage.DATA, go));
      reset();
      return;
    }
    progress.handingOver();
    given = taken;
    Optional<Reply> early = peer.give(message);
    if (early.isPresent()) {
      usable = false;
      outcomes.put(taken, name, outcome(Stage.BODY, early.get()));
      return;
    }
    answers(taken);
    peer.rest();
  }

  /** One answer for all, in LMTP one for each (RFC 2033 section 4.2). */
  private void answers(List<LeasedRecipient> taken) throws Trouble {
    if (!lmtp) {
      answer(taken);
      return;
    }
    for (LeasedRecipient one : taken) {
      answer(List.of(one));
    }
  }

  private void answer(List<LeasedRecipient> whose) throws Trouble {
    Reply reply = peer.hear(Stage.DOT);
    outcomes.put(whose, name, outcome(Stage.DOT, reply), reports);
    usable &= reply.code() != SHUTTING_DOWN;
  }

  private void reset() throws Trouble {
    try {
      Reply reply = peer.say(Stage.REST, "RSET");
      usable &= reply.isPositive();
      peer.rest();
    } catch (Trouble gone) {
      usable = false;
    }
  }

  private static DeliveryOutcome outcome(Stage stage, Reply reply) throws Trouble {
    return Outcomes.of(reply)
        .orElseThrow(() -> Trouble.of(stage, Fault.Category.PROTOCOL, "no answer to what was asked: " + reply));
  }

  /** 552 is what 452 was once (RFC 5321 section 4.5.3.1.10). */
  private static boolean isTooMany(Reply reply) {
    return reply.code() == TOO_MANY || reply.code() == TOO_MANY_OF_OLD;
  }

  private static Reply tooMany(Reply reply) {
    return reply.isTemporary() ? reply : new Reply(TOO_MANY, Optional.empty(), reply.lines());
  }

  private List<String> mailAndRecipients(List<LeasedRecipient> round) {
    List<String> lines = new ArrayList<>(round.size() + 1);
    lines.add(mail());
    round.forEach(one -> lines.add(recipient(one)));
    return lines;
  }

  private String mail() {
    StringBuilder line = new StringBuilder("MAIL FROM:<").append(envelope.sender()).append('>');
    if (peer.offers("SIZE")) {
      line.append(" SIZE=").append(message.size());
    }
    if (peer.offers("8BITMIME") && envelope.body() == BodyType.EIGHT_BIT_MIME) {
      line.append(" BODY=8BITMIME");
    }
    if (isInternational()) {
      line.append(" SMTPUTF8");
    }
    if (reports) {
      line.append(ReportParameters.of(envelope));
    }
    return line.toString();
  }

  private boolean isInternational() {
    return envelope.sender().mailbox().map(Mailbox::isInternational).orElse(false)
        || outcomes.open().stream().anyMatch(one -> one.recipient().address().isInternational());
  }

  private String recipient(LeasedRecipient one) {
    return "RCPT TO:<" + one.recipient().address() + ">" + (reports ? ReportParameters.of(one.recipient()) : "");
  }
}
