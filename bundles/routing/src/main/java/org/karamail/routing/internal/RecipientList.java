package org.karamail.routing.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.karamail.model.Mailbox;

/**
 * Those named one by one: {@code alice} has a mailbox at every local domain, {@code alice@example.org} at that one.
 *
 * <p>Local parts are compared without regard to case, as every mailbox provider does. Only the receiving host may do that
 * (RFC 5321 section 2.3.11); here this host is the receiving one.
 *
 * @param names lower case, unquoted: local parts, and addresses as local part, at sign and domain
 */
record RecipientList(Set<String> names) implements LocalRecipients {

  private static final String SOME_DOMAIN = "@localhost";

  RecipientList {
    names = Set.copyOf(names);
  }

  /**
   * Reads a list as an operator writes it.
   *
   * @throws IllegalArgumentException at the first item that is neither a local part nor an address
   */
  static RecipientList parse(Collection<String> items) {
    Set<String> names = new HashSet<>();
    items.forEach(item -> names.add(name(item)));
    return new RecipientList(names);
  }

  @Override
  public boolean include(Mailbox address) {
    return names.contains(lowerCase(address.localPart())) || names.contains(lowerCase(full(address)));
  }

  private static String name(String item) {
    Optional<String> everywhere = Mailbox.parse(item + SOME_DOMAIN).map(Mailbox::localPart);
    return everywhere
        .or(() -> Mailbox.parse(item).map(RecipientList::full))
        .map(RecipientList::lowerCase)
        .orElseThrow(() -> new IllegalArgumentException("'" + item + "' is neither a local part nor an address"));
  }

  private static String full(Mailbox address) {
    return address.localPart() + "@" + address.domain();
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
