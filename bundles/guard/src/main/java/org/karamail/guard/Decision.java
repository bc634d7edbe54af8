package org.karamail.guard;

import java.time.Duration;

/** What the guard says to a question. */
public sealed interface Decision {

  boolean isAllowed();

  /** After how long the same question may be granted, if nobody else takes anything meanwhile; zero when it was. */
  Duration waiting();

  /**
   * It may be done, and is counted.
   *
   * @param left how many more the tightest rate would grant now
   */
  record Allowed(long left) implements Decision {
    @Override
    public boolean isAllowed() {
      return true;
    }

    @Override
    public Duration waiting() {
      return Duration.ZERO;
    }
  }

  /**
   * It may not be done now; nothing is counted.
   *
   * @param claim the one that has to wait longest
   * @param rate its rate that says so
   * @param waiting positive
   */
  record Exceeded(Claim claim, Rate rate, Duration waiting) implements Decision {
    @Override
    public boolean isAllowed() {
      return false;
    }
  }
}
