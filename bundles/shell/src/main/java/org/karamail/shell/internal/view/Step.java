package org.karamail.shell.internal.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.model.Attempt;
import org.karamail.model.MailEvent;
import org.karamail.model.RecipientState;

/**
 * A step on a recipient's way: an event of its history, or the start of an attempt, which the history tells only with the
 * attempt's end.
 *
 * @param at when
 * @param what the kind of the event; {@code ACTIVE} for the start of an attempt
 * @param state where the recipient stands since
 * @param detail one line for people
 * @param attempt what was tried, on the step that ends an attempt
 */
record Step(Instant at, String what, RecipientState state, String detail, Optional<Attempt> attempt) {

  static List<Step> of(List<MailEvent> events) {
    List<Step> steps = new ArrayList<>();
    for (MailEvent event : events) {
      event.attempt().ifPresent(attempt -> steps.add(start(attempt)));
      steps.add(new Step(event.at(), event.kind().name(), event.state(), event.detail(), event.attempt()));
    }
    return steps;
  }

  private static Step start(Attempt attempt) {
    return new Step(
        attempt.startedAt(),
        RecipientState.ACTIVE.name(),
        RecipientState.ACTIVE,
        "attempt " + attempt.number() + " by " + attempt.route(),
        Optional.empty());
  }

  /** What happened, in one line: what came of an attempt and after how long, or the reason. */
  String told() {
    return attempt.map(made -> ended(made, detail)).orElse(detail);
  }

  private static String ended(Attempt attempt, String detail) {
    String summary = attempt.outcome().summary();
    return "after "
        + Amounts.took(attempt.took())
        + (attempt.peer().isEmpty() ? "" : ", " + attempt.peer())
        + ": "
        + (detail.startsWith(summary) ? detail : detail.isEmpty() ? summary : summary + "; " + detail);
  }
}
