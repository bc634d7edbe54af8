package org.karamail.plugin.mailauth.dmarc;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.karamail.message.AddressList;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.model.Mailbox;
import org.karamail.model.MailDomain;

/**
 * The domains that a message says it is from (RFC 9989 section 5.3.1). There should be one; who writes more, perhaps to show
 * one and have the other checked, has all of them checked.
 */
public final class Author {

  private static final int MOST_DOMAINS = 4;

  private Author() {}

  /** At least one domain; empty when From is missing or cannot be read, or names more domains than authors have. */
  public static Optional<List<MailDomain>> domains(HeaderBlock headers) {
    Set<MailDomain> domains = new LinkedHashSet<>();
    for (HeaderField field : headers.fields()) {
      if (field.isNamed("From")) {
        Optional<List<Mailbox>> authors = AddressList.parse(field.value());
        if (authors.isEmpty()) {
          return Optional.empty();
        }
        authors.get().forEach(author -> domains.add(author.domain()));
      }
    }
    boolean usable = !domains.isEmpty() && domains.size() <= MOST_DOMAINS;
    return usable && domains.stream().allMatch(domain -> AsciiName.of(domain).isPresent())
        ? Optional.of(List.copyOf(domains))
        : Optional.empty();
  }
}
