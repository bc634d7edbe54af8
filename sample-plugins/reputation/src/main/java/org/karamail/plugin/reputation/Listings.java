package org.karamail.plugin.reputation;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.Resolver;

/** Asks all lists about an address at once. */
final class Listings {

  private static final int UNIQUE_LOCAL = 0xfc;
  private static final int UNIQUE_LOCAL_MASK = 0xfe;

  private final Resolver resolver;

  Listings(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * What the lists say.
   *
   * @param matches the entries that name the address
   * @param asked how many zones were asked
   * @param silent those that have not answered
   */
  record Found(List<DnsList> matches, int asked, List<String> silent) {
    static final Found NOTHING = new Found(List.of(), 0, List.of());

    boolean isSilence() {
      return asked > 0 && silent.size() == asked;
    }

    int weight() {
      return matches.stream().mapToInt(DnsList::weight).sum();
    }
  }

  CompletableFuture<Found> of(InetAddress client, List<DnsList> lists, Duration patience) {
    if (lists.isEmpty() || isPrivate(client)) {
      return CompletableFuture.completedFuture(Found.NOTHING);
    }
    Map<String, CompletableFuture<DnsAnswer<InetAddress>>> asked = new LinkedHashMap<>();
    for (DnsList list : lists) {
      asked.computeIfAbsent(list.zone(), zone -> ask(client, zone, patience));
    }
    return CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new))
        .thenApply(all -> found(lists, asked));
  }

  private CompletableFuture<DnsAnswer<InetAddress>> ask(InetAddress client, String zone, Duration patience) {
    DnsAnswer<InetAddress> late = new DnsAnswer.Failed<>(DnsAnswer.Problem.TIMEOUT, "no answer within " + patience.toMillis() + " ms");
    return resolver
        .ipv4(DnsList.name(client, zone))
        .thenApply(answer -> answer)
        .toCompletableFuture()
        .completeOnTimeout(late, patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static Found found(List<DnsList> lists, Map<String, CompletableFuture<DnsAnswer<InetAddress>>> asked) {
    List<DnsList> matches = new ArrayList<>();
    for (DnsList list : lists) {
      if (asked.getOrDefault(list.zone(), new CompletableFuture<>()).join().records().stream().anyMatch(list.codes()::matches)) {
        matches.add(list);
      }
    }
    List<String> silent =
        asked.entrySet().stream()
            .filter(entry -> entry.getValue().join().kind() == DnsAnswer.Kind.FAILED)
            .map(Map.Entry::getKey)
            .toList();
    return new Found(matches, asked.size(), silent);
  }

  /** No list of the world knows such addresses. */
  private static boolean isPrivate(InetAddress client) {
    boolean uniqueLocal =
        client instanceof Inet6Address && (client.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
    return uniqueLocal
        || client.isLoopbackAddress()
        || client.isSiteLocalAddress()
        || client.isLinkLocalAddress()
        || client.isAnyLocalAddress();
  }
}
