package org.karamail.delivery.internal;

import java.time.Clock;
import java.util.Map;
import java.util.function.LongSupplier;
import org.karamail.intake.Intake;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.testkit.engine.HandedHooks;

/** Opens delivery with clocks that a test moves. */
public final class DeliveryByTestClocks {

  private DeliveryByTestClocks() {}

  /** Not started yet; {@code nanos} tells how old attempts are. */
  public static DeliveryComponent open(
      Map<String, ?> properties,
      MailQueueStore store,
      QueuePolicy policy,
      Intake intake,
      Clock clock,
      LongSupplier nanos) {
    return new DeliveryComponent(
        properties,
        new DeliveryEngine.Surroundings(store, policy, intake, HandedHooks.of(), "mx.example", clock, nanos));
  }
}
