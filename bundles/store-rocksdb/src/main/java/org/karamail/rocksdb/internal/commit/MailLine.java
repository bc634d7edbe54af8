package org.karamail.rocksdb.internal.commit;

import java.time.Duration;
import java.time.Instant;
import org.karamail.model.Attempt;
import org.karamail.model.MailEvent;
import org.karamail.model.Recipient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line that logger {@code karamail.mail} has for every change of a recipient's state, always in this order: {@code id
 * event recipient state route attempts delay peer reply}. Values with anything but printable ASCII without quotes are
 * quoted, and what is not printable is escaped: no text from outside can forge a line.
 */
final class MailLine {

  private static final Logger LOG = LoggerFactory.getLogger("karamail.mail");
  private static final int LONGEST_TEXT = 500;

  private final MailEvent event;
  private final Recipient recipient;
  private final int attempts;
  private final Instant acceptedAt;

  MailLine(MailEvent event, Recipient recipient, int attempts, Instant acceptedAt) {
    this.event = event;
    this.recipient = recipient;
    this.attempts = attempts;
    this.acceptedAt = acceptedAt;
  }

  static boolean isWanted() {
    return LOG.isInfoEnabled();
  }

  void write() {
    LOG.info(text());
  }

  String text() {
    StringBuilder line = new StringBuilder(220);
    line.append("id=").append(event.id()).append(" event=").append(event.kind());
    add(line.append(" recipient="), recipient.address().toString());
    line.append(" state=").append(event.state());
    add(line.append(" route="), recipient.route().toString());
    line.append(" attempts=").append(attempts).append(" delay=");
    addSeconds(line, Duration.between(acceptedAt, event.at()));
    event.attempt().map(Attempt::peer).filter(peer -> !peer.isEmpty()).ifPresent(peer -> add(line.append(" peer="), peer));
    add(line.append(" reply="), event.detail());
    return line.toString();
  }

  private static void addSeconds(StringBuilder line, Duration delay) {
    long millis = Math.max(0, delay.toMillis());
    line.append(millis / 1000).append('.');
    String fraction = Long.toString(millis % 1000);
    line.append("000", fraction.length(), 3).append(fraction);
  }

  private static void add(StringBuilder line, String value) {
    if (!value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"' && c != '=')) {
      line.append(value, 0, Math.min(value.length(), LONGEST_TEXT));
      return;
    }
    line.append('"');
    value.codePoints().limit(LONGEST_TEXT).forEach(c -> addQuoted(line, c));
    line.append('"');
  }

  private static void addQuoted(StringBuilder line, int c) {
    boolean breaksLines = Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || Character.getType(c) == Character.FORMAT;
    if (breaksLines || Character.getType(c) == Character.SURROGATE) {
      line.append("\\u{").append(Integer.toHexString(c)).append('}');
    } else if (c == '"' || c == '\\') {
      line.append('\\').appendCodePoint(c);
    } else {
      line.appendCodePoint(c);
    }
  }
}
