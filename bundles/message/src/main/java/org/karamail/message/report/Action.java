package org.karamail.message.report;

import java.util.Locale;

/** What became of a recipient (RFC 3464 section 2.3.3). */
public enum Action {
  /** Not delivered, and no longer tried. */
  FAILED,
  /** Not delivered yet; still tried. */
  DELAYED,
  /** In the mailbox. */
  DELIVERED,
  /** Handed to a host that gives no reports of its own. */
  RELAYED;

  /** The word in the Action field. */
  String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
