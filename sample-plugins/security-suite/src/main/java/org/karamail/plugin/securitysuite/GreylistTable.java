package org.karamail.plugin.securitysuite;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.karamail.hook.RcptTo;
import org.karamail.settings.AddressRange;

/** When triplets of client, sender and recipient were first seen, and whether they came back. Safe on any thread. */
final class GreylistTable {

  private final Clock clock;
  private final Bounded<String, Meeting> meetings = new Bounded<>();

  GreylistTable(Clock clock) {
    this.clock = clock;
  }

  /**
   * A triplet that has been here.
   *
   * @param since when it first came, or when it last passed
   * @param passed whether it has come back in time
   */
  private record Meeting(Instant since, boolean passed) {}

  /** How long this one has to stay away; zero when it may pass. */
  synchronized Duration waiting(AddressRange client, RcptTo rcpt, SuiteSettings rules) {
    Instant now = clock.instant();
    String triplet = (client + " " + rcpt.mail().sender() + " " + rcpt.recipient()).toLowerCase(Locale.ROOT);
    Optional<Meeting> known =
        meetings.find(triplet).filter(meeting -> !meeting.since().plus(rules.greylistTtl()).isBefore(now));
    if (known.isEmpty()) {
      meetings.put(triplet, new Meeting(now, false), rules.maxEntries());
      return rules.greylistDelay();
    }
    Duration left = Duration.between(now, known.get().since().plus(rules.greylistDelay()));
    if (!known.get().passed() && !left.isNegative() && !left.isZero()) {
      return left.compareTo(rules.greylistDelay()) > 0 ? rules.greylistDelay() : left;
    }
    meetings.put(triplet, new Meeting(now, true), rules.maxEntries());
    return Duration.ZERO;
  }

  synchronized int size() {
    return meetings.size();
  }
}
