package org.karamail.delivery.internal;

import java.util.Locale;
import org.karamail.model.Attempt;
import org.karamail.model.LogLine;
import org.karamail.model.Transition;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.RecipientUpdate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What delivery writes to {@code karamail.mail}: one line for each recipient whose state an attempt changes, or whose report
 * is written. The event is the new state.
 */
final class MailLog {

  private static final Logger LOG = LoggerFactory.getLogger("karamail.mail");

  private MailLog() {}

  /** What came of a lease for one of its recipients; about to be stored. */
  static void changed(Lease lease, LeasedRecipient leased, RecipientUpdate update) {
    if (LOG.isInfoEnabled()) {
      LogLine line =
          LogLine.of(event(update))
              .with("id", lease.id())
              .with("from", "<" + lease.envelope().sender() + ">")
              .with("to", "<" + leased.recipient().address() + ">")
              .with("route", lease.route());
      update.attempt().ifPresent(attempt -> add(line, attempt));
      update.due().ifPresent(due -> line.with("due", due));
      LOG.info(line.with("reply", update.detail()).toString());
    }
  }

  private static String event(RecipientUpdate update) {
    return update.transition().map(Transition::to).map(to -> to.name().toLowerCase(Locale.ROOT)).orElse("reported");
  }

  private static void add(LogLine line, Attempt attempt) {
    line.with("attempt", attempt.number()).with("peer", attempt.peer()).with("ms", attempt.took().toMillis());
  }
}
