package org.karamail.delivery.internal;

import java.time.Instant;
import java.util.Optional;
import org.karamail.message.report.Action;
import org.karamail.message.report.Diagnostic;
import org.karamail.message.report.ReportedRecipient;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.model.Reply;
import org.karamail.model.StatusCode;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.ReportKind;

/**
 * What a sender is told of a recipient. The reply of another host is passed on; of our own faults only the kind, because
 * their details name files and hosts in here.
 */
final class ReportText {

  private static final StatusCode SUCCESS = new StatusCode(2, 0, 0);
  private static final StatusCode TOO_OLD = new StatusCode(4, 4, 7);
  private static final StatusCode NO_ANSWER = new StatusCode(4, 4, 1);
  private static final StatusCode UNDEFINED_DELAY = new StatusCode(4, 0, 0);
  private static final StatusCode UNDEFINED_FAILURE = new StatusCode(5, 0, 0);

  private static final String EARLIER =
      "an earlier attempt handed it over without being told so, so it may have arrived all the same";

  private ReportText() {}

  /**
   * What is told of a recipient.
   *
   * @param mayHaveArrived whether any attempt ended without anybody knowing how
   * @param until when it is given up; told only of what is delayed
   */
  static ReportedRecipient about(LeasedRecipient leased, boolean mayHaveArrived, Instant until) {
    Optional<Attempt> last = leased.lastAttempt();
    Diagnostic why = last.map(ReportText::diagnostic).orElseGet(() -> Diagnostic.own("There was no way to try it"));
    boolean isDelayed = leased.owed().filter(ReportKind.DELAYED::equals).isPresent();
    boolean isTold = last.filter(attempt -> attempt.outcome().kind() == DeliveryOutcome.Kind.UNKNOWN).isPresent();
    return new ReportedRecipient(
        leased.recipient().address(),
        leased.recipient().reports().originalRecipient(),
        action(leased.owed().orElse(ReportKind.FAILED)),
        last.map(attempt -> status(attempt, leased.owed())).orElse(TOO_OLD),
        Optional.of(mayHaveArrived && !isTold ? Diagnostic.own(why.text() + "; " + EARLIER) : why),
        last.flatMap(ReportText::host),
        last.map(Attempt::startedAt),
        isDelayed ? Optional.of(until) : Optional.empty());
  }

  private static Action action(ReportKind owed) {
    return switch (owed) {
      case FAILED -> Action.FAILED;
      case DELAYED -> Action.DELAYED;
      case DELIVERED -> Action.DELIVERED;
      case RELAYED -> Action.RELAYED;
    };
  }

  private static StatusCode status(Attempt attempt, Optional<ReportKind> owed) {
    if (attempt.outcome() instanceof DeliveryOutcome.Delivered delivered) {
      return delivered.reply().status().orElse(SUCCESS);
    }
    if (attempt.outcome() instanceof DeliveryOutcome.Refused refused) {
      return refused.reply().status().orElse(UNDEFINED_FAILURE);
    }
    return owed.equals(Optional.of(ReportKind.DELAYED)) ? delay(attempt.outcome()) : TOO_OLD;
  }

  private static StatusCode delay(DeliveryOutcome outcome) {
    return outcome instanceof DeliveryOutcome.Deferred deferred
        ? deferred.reply().status().orElse(UNDEFINED_DELAY)
        : NO_ANSWER;
  }

  private static Diagnostic diagnostic(Attempt attempt) {
    return switch (attempt.outcome().kind()) {
      case DELIVERED -> said(attempt, ((DeliveryOutcome.Delivered) attempt.outcome()).reply());
      case DEFERRED -> said(attempt, ((DeliveryOutcome.Deferred) attempt.outcome()).reply());
      case REFUSED -> said(attempt, ((DeliveryOutcome.Refused) attempt.outcome()).reply());
      case UNREACHABLE -> Diagnostic.own(words(((DeliveryOutcome.Unreachable) attempt.outcome()).fault().category()));
      case UNKNOWN -> Diagnostic.own("It was handed over but not confirmed, so it may have arrived all the same");
    };
  }

  /** Without a peer the reply is our own. */
  private static Diagnostic said(Attempt attempt, Reply reply) {
    return attempt.peer().isEmpty() ? Diagnostic.own(reply.toString()) : Diagnostic.smtp(reply);
  }

  private static Optional<String> host(Attempt attempt) {
    return Optional.of(attempt.peer().split(" ", 2)[0]).filter(host -> !host.isEmpty());
  }

  private static String words(Fault.Category category) {
    return switch (category) {
      case CONNECTION -> "No connection to the next host";
      case DNS -> "No answer from the name servers";
      case TLS -> "No agreement on encryption with the next host";
      case TIMEOUT -> "It took too long";
      case PROTOCOL -> "The next host did not speak SMTP";
      case LOCAL -> "This host could not do it";
    };
  }
}
