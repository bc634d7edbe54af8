package org.karamail.plugin.mailauth.spf;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import org.karamail.model.Mailbox;
import org.karamail.model.ReversePath;

/**
 * Who says that he sends for whom.
 *
 * @param client the address that is connected; an IPv4-mapped one is an {@link Inet4Address} (RFC 7208 section 5)
 * @param localPart of the sender; {@code postmaster} where there is none (section 4.3)
 * @param domain whose policy is asked; lower case
 * @param helo what the client calls itself; may be anything
 */
public record Claim(InetAddress client, String localPart, String domain, String helo) {

  private static final String NOBODY = "postmaster";

  public Claim {
    localPart = localPart.isEmpty() ? NOBODY : localPart;
  }

  /** The claim of a MAIL command; a null sender is the postmaster of what the client calls itself (section 2.4). */
  public static Claim of(InetAddress client, Optional<String> helo, ReversePath sender) {
    String name = helo.orElse("");
    return sender
        .mailbox()
        .map(mailbox -> of(client, name, mailbox))
        .orElseGet(() -> new Claim(client, NOBODY, name.toLowerCase(java.util.Locale.ROOT), name));
  }

  private static Claim of(InetAddress client, String helo, Mailbox mailbox) {
    return new Claim(client, mailbox.localPart(), mailbox.domain().text(), helo);
  }

  String sender() {
    return localPart + "@" + domain;
  }

  boolean isIpv4() {
    return client instanceof Inet4Address;
  }
}
