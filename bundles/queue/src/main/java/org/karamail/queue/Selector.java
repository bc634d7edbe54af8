package org.karamail.queue;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.settings.Wildcard;

/**
 * Names recipients for a command or a listing: those that match every condition that is set. Nothing set means all.
 *
 * @param ids only these messages; empty for any
 * @param states only in these states; empty for any
 * @param sender a pattern for the envelope sender, {@code *} for any run of characters; matches without regard to case
 * @param recipient the same for the recipient's address
 * @param route the same for the route's text, {@code smtp:example.org}
 * @param acceptedBefore only messages taken in before
 */
public record Selector(
    Set<QueueId> ids,
    Set<RecipientState> states,
    Optional<String> sender,
    Optional<String> recipient,
    Optional<String> route,
    Optional<Instant> acceptedBefore) {

  /** Everything. */
  public static final Selector ALL =
      new Selector(Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public Selector {
    ids = Set.copyOf(ids);
    states = Set.copyOf(states);
  }

  /** All recipients of one message. */
  public static Selector message(QueueId id) {
    return new Selector(
        Set.of(id), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** This selector, narrowed to these states. */
  public Selector in(Set<RecipientState> narrowed) {
    return new Selector(ids, narrowed, sender, recipient, route, acceptedBefore);
  }

  /** Whether a recipient of a message is meant. */
  public boolean matches(QueuedMessage message, QueuedRecipient one) {
    return (ids.isEmpty() || ids.contains(message.id()))
        && (states.isEmpty() || states.contains(one.state()))
        && acceptedBefore.map(time -> message.acceptedAt().isBefore(time)).orElse(true)
        && matches(sender, message.envelope().sender().toString())
        && matches(recipient, one.recipient().address().toString())
        && matches(route, one.recipient().route().toString());
  }

  private static boolean matches(Optional<String> pattern, String text) {
    return pattern.map(form -> new Wildcard(form).matches(text)).orElse(true);
  }
}
