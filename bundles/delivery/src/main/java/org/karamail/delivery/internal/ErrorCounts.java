package org.karamail.delivery.internal;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.karamail.delivery.AttemptErrors;
import org.karamail.delivery.AttemptErrors.Category;
import org.karamail.queue.RecipientUpdate;

/** Counts what attempts failed of. Any thread; one lock, held for an addition. */
final class ErrorCounts {

  private final Map<Category, Long> counts = new EnumMap<>(Category.class);

  synchronized void count(List<RecipientUpdate> updates) {
    updates.stream()
        .flatMap(update -> update.attempt().stream())
        .flatMap(attempt -> AttemptErrors.category(attempt.outcome()).stream())
        .forEach(category -> counts.merge(category, 1L, Long::sum));
  }

  synchronized AttemptErrors read() {
    return new AttemptErrors(counts);
  }
}
