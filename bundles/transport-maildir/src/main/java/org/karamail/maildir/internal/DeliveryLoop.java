package org.karamail.maildir.internal;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.model.Mailbox;

/** The mailboxes a message has been in, by the Delivered-To fields that each puts on top. */
record DeliveryLoop(Set<String> visited) {

  static final String FIELD = "Delivered-To";

  static DeliveryLoop in(HeaderBlock headers) {
    return new DeliveryLoop(
        headers.fields().stream()
            .filter(field -> field.isNamed(FIELD))
            .map(HeaderField::value)
            .map(DeliveryLoop::comparable)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether delivering to this mailbox would be going round in a circle. */
  boolean closesAt(Mailbox address) {
    return visited.contains(comparable(address.toString()));
  }

  /** Without regard to case, as the folders are. */
  private static String comparable(String address) {
    return address.toLowerCase(Locale.ROOT);
  }
}
