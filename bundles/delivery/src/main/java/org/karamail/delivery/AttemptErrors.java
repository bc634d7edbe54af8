package org.karamail.delivery;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;

/**
 * How often attempts did not deliver, and where it went wrong; a recipient that is tried twice counts twice.
 *
 * @param counts since delivery was started, every category named
 */
public record AttemptErrors(Map<Category, Long> counts) {

  /** Where it went wrong. */
  public enum Category {
    /** No connection, or a lost one. */
    CONNECTION,
    /** No answer from the name servers. */
    DNS,
    /** A peer put it off. */
    SMTP_4XX,
    /** A peer refused it. */
    SMTP_5XX,
    /** No agreement on encryption. */
    TLS,
    /** A peer took too long. */
    TIMEOUT,
    /** A peer said something that is no SMTP. */
    PROTOCOL,
    /** This host failed. */
    LOCAL;

    private static Category of(Fault.Category fault) {
      return switch (fault) {
        case CONNECTION -> CONNECTION;
        case DNS -> DNS;
        case TLS -> TLS;
        case TIMEOUT -> TIMEOUT;
        case PROTOCOL -> PROTOCOL;
        case LOCAL -> LOCAL;
      };
    }
  }

  public AttemptErrors {
    Map<Category, Long> all = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      all.put(category, counts.getOrDefault(category, 0L));
    }
    counts = Map.copyOf(all);
  }

  public long count(Category category) {
    return counts.getOrDefault(category, 0L);
  }

  /** The category of what came of an attempt, unless it delivered. */
  public static Optional<Category> category(DeliveryOutcome outcome) {
    return switch (outcome.kind()) {
      case DELIVERED -> Optional.empty();
      case DEFERRED -> Optional.of(Category.SMTP_4XX);
      case REFUSED -> Optional.of(Category.SMTP_5XX);
      case UNREACHABLE -> Optional.of(Category.of(((DeliveryOutcome.Unreachable) outcome).fault().category()));
      case UNKNOWN -> Optional.of(Category.of(((DeliveryOutcome.Unknown) outcome).fault().category()));
    };
  }
}
