package org.karamail.model;

import java.util.Optional;
import java.util.Set;

/**
 * What a sender asked of reports about one recipient (RFC 3461 sections 4.1, 4.2).
 *
 * @param when NOTIFY; empty when the client left it to us
 * @param originalRecipient ORCPT as it came: an address type, a semicolon, the address as xtext
 */
public record ReportWish(Set<Notify> when, Optional<String> originalRecipient) {

  /** Nothing was said. */
  public static final ReportWish NONE = new ReportWish(Set.of(), Optional.empty());

  public ReportWish {
    when = Set.copyOf(when);
    if (when.size() > 1 && when.contains(Notify.NEVER)) {
      throw new IllegalArgumentException("NEVER stands alone, not in " + when);
    }
  }

  /** Whether the sender is to be told: of failure and delay where nothing was said, of success only when asked to. */
  public boolean wants(Notify what) {
    return when.isEmpty() ? what == Notify.FAILURE || what == Notify.DELAY : when.contains(what);
  }
}
