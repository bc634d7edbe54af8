package org.karamail.delivery.internal;

import java.time.Duration;
import java.util.Optional;
import org.karamail.hook.Verdict;
import org.karamail.hook.engine.GateDecision;
import org.karamail.model.Reply;

/**
 * What hooks have against an attempt.
 *
 * @param kind what is to become of its recipients
 * @param delay how long they are put off; zero for as long as the schedule says
 * @param reason for the history
 * @param reply what the sender is told where they fail
 */
record Objection(Kind kind, Duration delay, String reason, Optional<Reply> reply) {

  /** What is to become of recipients. */
  enum Kind {
    /** Later; no attempt is counted. */
    POSTPONE,
    /** Set aside for an operator. */
    HOLD,
    /** Never. */
    FAIL,
    /** Thrown away. */
    CANCEL
  }

  /** Put off because no hook could be asked. */
  static Objection postpone(String reason) {
    return new Objection(Kind.POSTPONE, Duration.ZERO, reason, Optional.empty());
  }

  /** What a gate has against it; empty when nothing. */
  static Optional<Objection> of(String point, GateDecision decision) {
    Verdict verdict = decision.verdict();
    String reason = point + " (" + decision.decidedBy().orElse("a plugin") + "): " + verdict.reason();
    return switch (verdict.kind()) {
      case REJECT -> Optional.of(new Objection(Kind.FAIL, Duration.ZERO, "refused by " + reason, verdict.reply()));
      case DISCARD -> Optional.of(new Objection(Kind.CANCEL, Duration.ZERO, "discarded by " + reason, Optional.empty()));
      case DEFER -> Optional.of(postpone("put off by " + reason));
      case PROCEED, ACCEPT, DELAY, QUARANTINE -> unlessClear(point, decision);
    };
  }

  private static Optional<Objection> unlessClear(String point, GateDecision decision) {
    if (decision.quarantine().isPresent()) {
      String reason = decision.quarantine().get() + " (" + point + ")";
      return Optional.of(new Objection(Kind.HOLD, Duration.ZERO, reason, Optional.empty()));
    }
    return decision.delay().isZero()
        ? Optional.empty()
        : Optional.of(
            new Objection(Kind.POSTPONE, decision.delay(), "put off at " + point + " by a plugin", Optional.empty()));
  }
}
