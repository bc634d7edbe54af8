package org.karamail.smtp.internal.session;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.james.protocols.api.Response;
import org.karamail.intake.Acceptance;
import org.karamail.intake.IntakeTransaction;
import org.karamail.smtp.internal.bytes.BodyScanner;
import org.karamail.smtp.internal.bytes.Input;
import org.karamail.smtp.internal.settings.ListenerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message on its way in, between the 354 and the reply to its end (RFC 5321 section 4.1.1.4).
 *
 * <p>Text goes to intake in runs as long as they come, straight from the buffer they arrived in; while intake has not taken
 * one, nothing more is pulled, and the client is held by its TCP window. A message that cannot be taken any more (bare CR or
 * LF, too big, a line too long) is dropped at once but read to its end, so that no octet of it is ever read as a command;
 * the refusal is the reply to its end.
 */
public final class DataPhase implements Phase {

  private static final Logger LOG = LoggerFactory.getLogger(DataPhase.class);

  private static final double NANOS_PER_SECOND = 1e9;
  private static final Answer BARE_CR_OR_LF =
      Answer.of(550, "5.6.11", "Message contains bare CR or LF; lines must end with CRLF");
  private static final Answer LINE_TOO_LONG = Answer.of(554, "5.6.0", "Message contains a line that is too long");
  private static final Answer STILL_BUSY =
      Answer.of(451, "4.3.0", "Storing the message takes too long; please try again later");

  private static final CompletionStage<Optional<Throwable>> NOTHING_TO_WRITE =
      CompletableFuture.completedFuture(Optional.empty());

  private final Session session;
  private final MailTransaction mail;
  private final IntakeTransaction transaction;
  private final BodyScanner scanner = new BodyScanner();
  private final long begun;
  private Optional<Answer> refusal = Optional.empty();
  private long octets;
  private long pausedNanos;

  /** A message whose 354 is about to be sent at this time of the monotonic clock. */
  public DataPhase(Session session, MailTransaction mail, IntakeTransaction transaction, long now) {
    this.session = session;
    this.mail = mail;
    this.transaction = transaction;
    this.begun = now;
  }

  @Override
  public Optional<Response> pull(Input input) {
    while (input.isReadable()) {
      int from = input.from();
      int run = scanner.scan(input.array(), from, input.to()) - from;
      CompletionStage<Optional<Throwable>> written = write(input.array(), scanner.pieceFrom(), scanner.pieceTo());
      if (!written.toCompletableFuture().isDone()) {
        return Optional.of(
            Pending.of(written, fault -> taken(input, run, fault))
                .within(session.settings().timeouts().reply(), STILL_BUSY::andClose));
      }
      taken(input, run, written.toCompletableFuture().join());
      if (scanner.atEnd()) {
        return Optional.of(end());
      }
    }
    return Optional.empty();
  }

  @Override
  public long deadline(long turn, long heard) {
    ListenerSettings.Timeouts timeouts = session.settings().timeouts();
    long patience = timeouts.data().toNanos();
    if (timeouts.dataRate() == 0) {
      return heard + patience;
    }
    long earned = (long) (octets * NANOS_PER_SECOND / timeouts.dataRate());
    return Math.min(heard + patience, begun + pausedNanos + patience + earned);
  }

  @Override
  public void paused(long nanos) {
    pausedNanos += nanos;
  }

  @Override
  public String step() {
    return "message";
  }

  @Override
  public boolean mayBeCut() {
    return false;
  }

  @Override
  public void abandon(String why) {
    session.leaveData();
    transaction.abort();
    log(why + " before the end of the message");
  }

  private CompletionStage<Optional<Throwable>> write(byte[] array, int from, int to) {
    octets += to - from;
    checkText();
    if (from == to || refusal.isPresent()) {
      return NOTHING_TO_WRITE;
    }
    return transaction.write(ByteBuffer.wrap(array, from, to - from)).handle((done, fault) -> Optional.ofNullable(fault));
  }

  private Response taken(Input input, int run, Optional<Throwable> fault) {
    fault.ifPresent(this::dropBroken);
    input.skip(run);
    return Silence.INSTANCE;
  }

  private void checkText() {
    if (scanner.bareCrOrLf()) {
      drop(BARE_CR_OR_LF);
    } else if (octets > session.settings().limits().messageSize()) {
      drop(Replies.MESSAGE_TOO_BIG);
    } else if (scanner.longestLine() > session.settings().limits().lineLength()) {
      drop(LINE_TOO_LONG);
    }
  }

  private void dropBroken(Throwable fault) {
    LOG.error("session={}: intake failed to take a piece of message {}", session.getSessionID(), transaction.id(), fault);
    drop(Replies.OUR_FAULT);
  }

  /** The first reason stands; the rest of the message is read and forgotten. */
  private void drop(Answer reason) {
    if (refusal.isEmpty()) {
      refusal = Optional.of(reason);
      transaction.abort();
    }
  }

  private Response end() {
    session.leaveData();
    if (refusal.isPresent()) {
      log(refusal.get().reply().toString());
      return refusal.get();
    }
    return Pending.of(transaction.finish(), this::answered)
        .within(session.settings().timeouts().reply(), this::stillBusy)
        .ifClientLeaves(this::nobodyWaits);
  }

  private Response answered(Acceptance acceptance) {
    if (acceptance instanceof Acceptance.Accepted) {
      session.flood().messageTaken();
    }
    log(acceptance.reply().toString());
    boolean last = acceptance instanceof Acceptance.Refused refused && refused.closing();
    return new Answer(acceptance.reply(), last);
  }

  private void nobodyWaits() {
    transaction.abort();
    log("connection lost before the reply; the message may have been taken");
  }

  private Response stillBusy() {
    transaction.abort();
    log(STILL_BUSY.reply().toString());
    return STILL_BUSY;
  }

  private void log(String outcome) {
    session.log().ended(mail, octets, outcome);
  }
}
