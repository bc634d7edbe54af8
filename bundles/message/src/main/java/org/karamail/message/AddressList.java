package org.karamail.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.ContentUtil;
import org.karamail.model.Mailbox;

/** Reads the addresses in fields such as From, Sender and To (RFC 5322 section 3.4), display names and groups aside. */
public final class AddressList {

  private AddressList() {}

  /**
   * Reads the value of a field.
   *
   * @return at least one mailbox, in order; empty when there is none or when one is malformed
   */
  public static Optional<List<Mailbox>> parse(String value) {
    ByteSequence octets = ContentUtil.encode(UTF_8, value);
    List<Optional<Mailbox>> mailboxes =
        LenientAddressParser.DEFAULT.parseAddressList(octets, new ParserCursor(0, octets.length())).flatten().stream()
            .map(parsed -> asMailbox(parsed, value.contains("\"")))
            .toList();
    return mailboxes.isEmpty() || mailboxes.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(mailboxes.stream().flatMap(Optional::stream).toList());
  }

  /** mime4j takes the quotes off: a local part that needs some is right only where the value holds any. */
  private static Optional<Mailbox> asMailbox(org.apache.james.mime4j.dom.address.Mailbox parsed, boolean quotes) {
    Optional<String> address = Optional.ofNullable(parsed.getAddress());
    return address
        .flatMap(Mailbox::parse)
        .or(() -> address.filter(text -> quotes).flatMap(text -> Mailbox.parse(quoted(text))));
  }

  private static String quoted(String address) {
    int at = address.lastIndexOf('@');
    String localPart = address.substring(0, Math.max(at, 0));
    return '"' + localPart.replace("\\", "\\\\").replace("\"", "\\\"") + '"' + address.substring(Math.max(at, 0));
  }
}
