package org.karamail.intake.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.karamail.message.HeaderField;
import org.karamail.message.MailDate;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.QueueId;

/** Writes the trace field that every message gets on top (RFC 5321 section 4.4, keywords of RFC 3848). */
final class ReceivedField {

  private static final String FOLD = "\r\n\t";
  private static final int LONGEST_NAME = 255;

  private final String hostname;
  private final Clock clock;

  ReceivedField(String hostname, Clock clock) {
    this.hostname = hostname;
    this.clock = clock;
  }

  HeaderField of(Origin origin, QueueId id, List<Mailbox> recipients, Instant at) {
    StringBuilder value = new StringBuilder(250);
    origin.remoteAddress().ifPresent(address -> from(value, origin.helo(), literal(address)));
    value.append("by ").append(hostname);
    origin.remoteAddress().ifPresent(address -> value.append(" with ").append(origin.protocol()));
    value.append(" id ").append(id);
    if (recipients.size() == 1) {
      value.append(FOLD).append("for <").append(recipients.get(0)).append('>');
    }
    value.append(';').append(FOLD).append(MailDate.text(at, clock.getZone()));
    return HeaderField.of("Received", value.toString());
  }

  private static void from(StringBuilder value, String helo, String literal) {
    value.append("from ").append(helo.isEmpty() ? literal : harmless(helo)).append(" (").append(literal).append(')').append(FOLD);
  }

  /** An address literal (RFC 5321 section 4.1.3); an interface's name behind an IPv6 address is nobody's business. */
  private static String literal(String address) {
    int scope = address.indexOf('%');
    String bare = scope < 0 ? address : address.substring(0, scope);
    return (bare.indexOf(':') < 0 ? "[" : "[IPv6:") + harmless(bare.toLowerCase(Locale.ROOT)) + "]";
  }

  /** A name the client gave itself may not end the field's clause, nor the field. */
  private static String harmless(String name) {
    StringBuilder harmless = new StringBuilder(name.length());
    name.chars().limit(LONGEST_NAME).forEach(c -> harmless.append(isOfName(c) ? (char) c : '?'));
    return harmless.toString();
  }

  private static boolean isOfName(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || "-._:[]".indexOf(c) >= 0;
  }
}
