package org.karamail.routing.internal.mx;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.DnsAnswer.Failed;
import org.karamail.dns.DnsAnswer.Kind;

/**
 * What is known of a host's addresses.
 *
 * @param all of both families in turn, IPv4 first: every mail host has one, and not every path has IPv6
 * @param failure why not all could be learned
 */
record Addresses(List<InetAddress> all, Optional<String> failure, boolean hostExists, Duration ttl, boolean isAuthentic) {

  static Addresses of(DnsAnswer<InetAddress> four, DnsAnswer<InetAddress> six) {
    return new Addresses(
        inTurn(four.records(), six.records()),
        failure(four).or(() -> failure(six)),
        four.kind() != Kind.NO_SUCH_NAME || six.kind() != Kind.NO_SUCH_NAME,
        shorter(four, six),
        isAuthentic(four) && isAuthentic(six));
  }

  private static List<InetAddress> inTurn(List<InetAddress> four, List<InetAddress> six) {
    List<InetAddress> all = new ArrayList<>();
    for (int i = 0; i < Math.max(four.size(), six.size()); i++) {
      if (i < four.size()) {
        all.add(four.get(i));
      }
      if (i < six.size()) {
        all.add(six.get(i));
      }
    }
    return all;
  }

  private static Optional<String> failure(DnsAnswer<InetAddress> answer) {
    return answer instanceof Failed<InetAddress> failed
        ? Optional.of(failed.problem() + ", " + failed.detail())
        : Optional.empty();
  }

  /** A family that could not be asked for says nothing about the addresses of the other. */
  private static boolean isAuthentic(DnsAnswer<InetAddress> answer) {
    return answer.isAuthentic() || answer.kind() == Kind.FAILED;
  }

  private static Duration shorter(DnsAnswer<?> one, DnsAnswer<?> other) {
    return one.ttl().compareTo(other.ttl()) < 0 ? one.ttl() : other.ttl();
  }
}
