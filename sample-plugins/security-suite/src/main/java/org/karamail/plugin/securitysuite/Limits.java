package org.karamail.plugin.securitysuite;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.karamail.guard.Claim;
import org.karamail.guard.Decision;
import org.karamail.guard.Guard;
import org.karamail.guard.Rate;
import org.karamail.hook.RateLimitCheck.Stage;
import org.karamail.settings.AddressRange;

/** Asks the guard, whose counts are this node's or those of all nodes. */
final class Limits {

  private final Guard guard;

  Limits(Guard guard) {
    this.guard = guard;
  }

  /** Takes one of what the step counts. */
  CompletionStage<Decision> take(Stage stage, AddressRange client, List<Rate> rates) {
    return guard.take(List.of(new Claim("securitysuite:" + stage + ":" + client, rates, 1)));
  }
}
