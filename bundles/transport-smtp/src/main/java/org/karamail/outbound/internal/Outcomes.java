package org.karamail.outbound.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.model.Reply;
import org.karamail.outbound.internal.wire.Trouble;
import org.karamail.queue.LeasedRecipient;

/** What is known of each recipient in the course of an attempt; the first word counts. One thread. */
final class Outcomes {

  private final List<LeasedRecipient> recipients;
  private final Map<Integer, RecipientOutcome> known = new TreeMap<>();

  Outcomes(List<LeasedRecipient> recipients) {
    this.recipients = recipients;
  }

  /** Those of whom nothing is known yet. */
  List<LeasedRecipient> open() {
    return recipients.stream().filter(one -> !known.containsKey(one.recipient().index())).toList();
  }

  boolean isEmpty() {
    return known.isEmpty();
  }

  void put(LeasedRecipient recipient, String peer, DeliveryOutcome outcome) {
    put(List.of(recipient), peer, outcome);
  }

  void put(Collection<LeasedRecipient> several, String peer, DeliveryOutcome outcome) {
    put(several, peer, outcome, false);
  }

  /** Taken by a peer; {@code reported} by one that has taken over what the sender asked of reports. */
  void put(Collection<LeasedRecipient> several, String peer, DeliveryOutcome outcome, boolean reported) {
    for (LeasedRecipient one : several) {
      int index = one.recipient().index();
      known.putIfAbsent(index, new RecipientOutcome(index, peer, outcome, reported));
    }
  }

  List<RecipientOutcome> all() {
    return List.copyOf(known.values());
  }

  /** What a peer's word comes to; empty for a word that is no answer to what was asked. */
  static Optional<DeliveryOutcome> of(Reply reply) {
    if (reply.isPositive()) {
      return Optional.of(new DeliveryOutcome.Delivered(reply));
    }
    if (reply.isTemporary()) {
      return Optional.of(new DeliveryOutcome.Deferred(reply));
    }
    return reply.isPermanent() ? Optional.of(new DeliveryOutcome.Refused(reply)) : Optional.empty();
  }

  /** What it comes to when the mail was certainly not taken: never for good, even where a peer said 5yz of itself. */
  static DeliveryOutcome of(Trouble trouble) {
    return trouble
        .reply()
        .filter(Reply::isTemporary)
        .<DeliveryOutcome>map(DeliveryOutcome.Deferred::new)
        .orElseGet(() -> new DeliveryOutcome.Unreachable(trouble.fault()));
  }

  static DeliveryOutcome unknown(Fault fault) {
    return new DeliveryOutcome.Unknown(fault);
  }
}
