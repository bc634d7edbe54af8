package org.karamail.delivery.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;

/**
 * What a transport said.
 *
 * @param outcomes by the recipient's index
 * @param otherwise what is wrong with recipients of which it said nothing
 */
record Said(Map<Integer, RecipientOutcome> outcomes, String otherwise) {

  /** A transport that names a recipient twice is believed the first time. */
  static Said of(String transport, List<RecipientOutcome> outcomes) {
    return new Said(
        outcomes.stream()
            .collect(Collectors.toMap(RecipientOutcome::index, Function.identity(), (first, again) -> first)),
        "transport '" + transport + "' said nothing of this recipient");
  }

  boolean coversAll(Lease lease) {
    return lease.recipients().stream().allMatch(leased -> outcomes.containsKey(leased.recipient().index()));
  }

  /** Empty for a recipient that is given back. */
  Optional<RecipientOutcome> outcomeOf(LeasedRecipient leased, RunningAttempt.Stop stop, Duration took) {
    int index = leased.recipient().index();
    Optional<RecipientOutcome> said = Optional.ofNullable(outcomes.get(index));
    return switch (stop) {
      case SHUTDOWN -> said;
      case TIME_OVER -> said.or(
          () -> Optional.of(fault(index, Fault.Category.TIMEOUT, "no outcome after " + took.toSeconds() + " s")));
      case NOT_STOPPED -> said.or(() -> Optional.of(fault(index, Fault.Category.LOCAL, otherwise)));
    };
  }

  private static RecipientOutcome fault(int index, Fault.Category category, String detail) {
    return new RecipientOutcome(index, "", new DeliveryOutcome.Unreachable(new Fault(category, detail)));
  }
}
