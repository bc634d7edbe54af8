package org.karamail.rocksdb.internal;

import java.time.Duration;
import java.time.Instant;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Reply;
import org.karamail.model.Route;

/** Attempts to try a store with. */
final class SampleAttempt {

  private SampleAttempt() {}

  static Attempt deferred() {
    return of(new DeliveryOutcome.Deferred(Reply.of(451, "4.7.1", "Come back later")));
  }

  static Attempt delivered() {
    return of(new DeliveryOutcome.Delivered(Reply.of(250, "2.0.0", "Ok")));
  }

  static Attempt of(DeliveryOutcome outcome) {
    return new Attempt(
        1,
        Instant.parse("2026-03-01T12:00:00Z"),
        Duration.ofMillis(1_234),
        new Route("smtp", "north.example"),
        "mx.north.example [192.0.2.1]",
        outcome);
  }
}
