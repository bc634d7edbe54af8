package org.karamail.routing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.karamail.model.Fault;
import org.karamail.model.Reply;

/**
 * Where a route leads now.
 *
 * <p>Pattern switches are a preview in Java 17: switch over {@link #kind()}, and treat a kind you do not know as unresolved.
 */
public sealed interface Destination {

  /** Which of them it is. */
  enum Kind {
    HOSTS,
    REFUSED,
    UNRESOLVED
  }

  Kind kind();

  /** What limits attach to: the set of mail hosts by its name, or the next hop itself where there is none. */
  String site();

  /** How it came to this, a sentence each, for {@code mail:explain} and logs: records found, hosts left out and why. */
  List<String> reasons();

  /** The same, with one more reason. */
  Destination because(String reason);

  /**
   * Hosts to try, one after the other.
   *
   * @param hosts at least one, in the order in which they are to be tried
   * @param tls what the route demands; empty where the transport's own policy holds
   * @param credentials whom to authenticate as; only a smart host has them
   * @param ttl how long the records behind this may be used
   * @param isAuthentic whether all names on the way were validated by DNSSEC; needed for DANE (RFC 7672)
   */
  record Hosts(
      String site,
      List<MailHost> hosts,
      Optional<TlsPolicy> tls,
      Optional<RelayCredentials> credentials,
      Duration ttl,
      boolean isAuthentic,
      List<String> reasons)
      implements Destination {
    public Hosts {
      hosts = List.copyOf(hosts);
      reasons = List.copyOf(reasons);
      if (hosts.isEmpty()) {
        throw new IllegalArgumentException("a destination without hosts is refused or unresolved");
      }
    }

    @Override
    public Kind kind() {
      return Kind.HOSTS;
    }

    @Override
    public Hosts because(String reason) {
      return new Hosts(site, hosts, tls, credentials, ttl, isAuthentic, and(reasons, reason));
    }
  }

  /**
   * It takes no mail, and that is final: no such domain, null MX, or a loop to this host.
   *
   * @param reply 5yz, as it may be reported to the sender
   */
  record Refused(String site, Reply reply, List<String> reasons) implements Destination {
    public Refused {
      reasons = List.copyOf(reasons);
      if (!reply.isPermanent()) {
        throw new IllegalArgumentException("a destination is refused with a 5yz reply, not " + reply);
      }
    }

    @Override
    public Kind kind() {
      return Kind.REFUSED;
    }

    @Override
    public Refused because(String reason) {
      return new Refused(site, reply, and(reasons, reason));
    }
  }

  /**
   * Nobody knows for now: the domain name system failed, or the configuration does. Try again later.
   *
   * @param fault what went wrong, for the log and the queue view
   */
  record Unresolved(String site, Fault fault, List<String> reasons) implements Destination {
    public Unresolved {
      reasons = List.copyOf(reasons);
    }

    @Override
    public Kind kind() {
      return Kind.UNRESOLVED;
    }

    @Override
    public Unresolved because(String reason) {
      return new Unresolved(site, fault, and(reasons, reason));
    }
  }

  private static List<String> and(List<String> reasons, String reason) {
    return Stream.concat(reasons.stream(), Stream.of(reason)).toList();
  }
}
