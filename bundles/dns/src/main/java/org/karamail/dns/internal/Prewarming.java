package org.karamail.dns.internal;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.DnsCache.Prewarmed;
import org.karamail.dns.MxRecord;
import org.karamail.dns.Resolver;

/** Looks up domains ahead, a few at a time, so that mail under way is not held up by it. */
final class Prewarming {

  private static final int MOST_DOMAINS = 1_000;
  private static final int MOST_HOSTS = 10;
  private static final int LANES = 8;

  private final Resolver resolver;

  Prewarming(Resolver resolver) {
    this.resolver = resolver;
  }

  CompletionStage<List<Prewarmed>> prewarm(Collection<String> domains) {
    List<String> wanted = domains.stream().distinct().limit(MOST_DOMAINS).toList();
    List<CompletableFuture<Prewarmed>> done = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      String domain = wanted.get(i);
      CompletionStage<?> before = i < LANES ? CompletableFuture.completedStage("") : done.get(i - LANES);
      done.add(before.thenCompose(any -> prewarm(domain)).toCompletableFuture());
    }
    return CompletableFuture.allOf(done.toArray(CompletableFuture<?>[]::new))
        .thenApply(all -> done.stream().map(CompletableFuture::join).toList());
  }

  private CompletionStage<Prewarmed> prewarm(String domain) {
    return resolver.mx(domain).thenCompose(answer -> hosts(domain, answer));
  }

  private CompletionStage<Prewarmed> hosts(String domain, DnsAnswer<MxRecord> answer) {
    List<String> hosts =
        switch (answer.kind()) {
          case FOUND -> answer.records().stream().filter(mx -> !mx.isNull()).map(MxRecord::host).limit(MOST_HOSTS).toList();
          case NO_DATA -> List.of(domain);
          default -> List.of();
        };
    CompletionStage<Integer> known = CompletableFuture.completedStage(0);
    for (String host : hosts) {
      known = known.thenCombine(hasAddress(host), (count, has) -> has ? count + 1 : count);
    }
    return known.thenApply(count -> new Prewarmed(domain, answer.kind(), count));
  }

  private CompletionStage<Boolean> hasAddress(String host) {
    return resolver.ipv4(host).thenCombine(resolver.ipv6(host), (four, six) -> isFound(four) || isFound(six));
  }

  private static boolean isFound(DnsAnswer<InetAddress> answer) {
    return answer.kind() == DnsAnswer.Kind.FOUND;
  }
}
