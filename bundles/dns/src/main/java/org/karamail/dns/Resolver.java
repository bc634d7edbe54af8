package org.karamail.dns;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Asks the domain name system. One service.
 *
 * <p>Names are written as mail writes them: in any case, with or without a final dot, in Unicode or as A-labels (RFC 5890).
 * What cannot be a name (a label over 63 octets, white space) is answered {@link DnsAnswer.NoSuchName} without asking.
 *
 * <p>May be called on any thread; never waits, never throws for what the net says. An answer comes within the time-out of
 * {@code karamail.dns}.
 */
@ProviderType
public interface Resolver {

  /** The mail exchanges of a domain as its zone lists them, lowest preference value first (RFC 5321 section 5.1). */
  CompletionStage<DnsAnswer<MxRecord>> mx(String domain);

  /** The IPv4 addresses of a host (A). Each carries the host's name, so that printing it asks nobody. */
  CompletionStage<DnsAnswer<InetAddress>> ipv4(String host);

  /** The IPv6 addresses of a host (AAAA). Each carries the host's name, so that printing it asks nobody. */
  CompletionStage<DnsAnswer<InetAddress>> ipv6(String host);

  /** The names of an address (PTR): lower case, without a final dot. They prove nothing before they are looked up again. */
  CompletionStage<DnsAnswer<String>> ptr(InetAddress address);

  /**
   * The texts at a name (TXT): the strings of each record joined (RFC 7208 section 3.3), read as UTF-8; what is no character
   * or a control character is replaced.
   */
  CompletionStage<DnsAnswer<String>> txt(String name);

  /** The certificate associations at a name such as {@code _25._tcp.mx.example.org} (TLSA, RFC 6698). */
  CompletionStage<DnsAnswer<TlsaRecord>> tlsa(String name);
}
