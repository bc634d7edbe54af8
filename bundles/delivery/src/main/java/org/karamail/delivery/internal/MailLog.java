package org.karamail.delivery.internal;

import java.util.Locale;
import org.karamail.model.Attempt;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.RecipientUpdate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each change of a recipient's state, key=value in this order: id, rcpt, state, route, attempt, peer, ms,
 * detail; what does not apply is left out. What strangers say stands in the detail, in quotes, where it can break nothing.
 */
final class MailLog {

  private static final Logger LOG = LoggerFactory.getLogger("karamail.mail");

  private MailLog() {}

  /** What came of a lease for one of its recipients. */
  static void changed(Lease lease, LeasedRecipient leased, RecipientUpdate update) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    StringBuilder line = new StringBuilder(200);
    add(line, "id", lease.id().toString());
    add(line, "rcpt", bare(leased.recipient().address().toString()));
    update.transition().ifPresent(change -> add(line, "state", change.to().name().toLowerCase(Locale.ROOT)));
    add(line, "route", lease.route().toString());
    update.attempt().ifPresent(attempt -> add(line, attempt));
    update.due().ifPresent(due -> add(line, "due", due.toString()));
    add(line, "detail", quoted(update.detail()));
    LOG.info("{}", line);
  }

  private static void add(StringBuilder line, Attempt attempt) {
    add(line, "attempt", Integer.toString(attempt.number()));
    if (!attempt.peer().isEmpty()) {
      add(line, "peer", quoted(attempt.peer()));
    }
    add(line, "ms", Long.toString(attempt.took().toMillis()));
  }

  private static void add(StringBuilder line, String key, String value) {
    line.append(line.isEmpty() ? "" : " ").append(key).append('=').append(value);
  }

  /** An address may hold blanks and quotes in its local part; then it is quoted as a whole. */
  private static String bare(String address) {
    return address.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\') ? address : quoted(address);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(c -> appendVisible(quoted, c));
    return quoted.append('"').toString();
  }

  private static void appendVisible(StringBuilder quoted, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE -> quoted.append(String.format("\\u%04x", c));
      default -> quoted.append(c == '"' || c == '\\' ? "\\" : "").appendCodePoint(c);
    }
  }
}
