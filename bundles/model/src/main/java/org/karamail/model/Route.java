package org.karamail.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a recipient is reached: the name of a transport and the next hop that it is given. Recipients of one message with
 * equal routes travel together, and waiting lines are kept by route; limits are kept by site, which is all routes to the same
 * hosts.
 *
 * @param transport the name under which a transport is registered: {@code maildir}, {@code smtp}; lower-case letters,
 *     digits and hyphens
 * @param nextHop what that transport understands: a local domain for {@code maildir}; for {@code smtp} a domain (by MX), an
 *     address literal, {@code [host]} or {@code [host]:port} (that host, no MX), or {@code @relay} (the smart host of the
 *     configuration, whichever it is when the mail is sent)
 */
public record Route(String transport, String nextHop) {

  private static final Pattern TRANSPORT = Pattern.compile("[a-z0-9-]{1,40}");

  public Route {
    if (!TRANSPORT.matcher(transport).matches()) {
      throw new IllegalArgumentException("not the name of a transport: '" + transport + "'");
    }
    nextHop = nextHop.toLowerCase(Locale.ROOT);
    if (nextHop.isEmpty() || nextHop.length() > 300 || nextHop.chars().anyMatch(Route::isBlankOrControl)) {
      throw new IllegalArgumentException("a next hop is 1 to 300 characters without white space");
    }
  }

  private static boolean isBlankOrControl(int c) {
    return Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** {@code transport:nextHop}. */
  @Override
  public String toString() {
    return transport + ":" + nextHop;
  }
}
