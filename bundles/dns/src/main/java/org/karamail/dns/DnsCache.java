package org.karamail.dns;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Looks into the cache of the {@link Resolver}, fills and empties it: for operators. One service. */
@ProviderType
public interface DnsCache {

  /** Counters since the start, and how the cache is now. */
  DnsStatistics statistics();

  /** The name servers that are asked, as {@code address:port}, in the order of the configuration. */
  List<String> servers();

  /** What the cache holds, the most recently used first; what has expired is left out. */
  List<CachedAnswer> contents();

  /** Forgets everything; answers how many answers that were. */
  int flush();

  /** Forgets what is known of one name; answers how many answers that were. */
  int flush(String name);

  /** The domains that are looked up ahead at the start ({@code prewarm} of {@code karamail.dns}). */
  List<String> prewarmed();

  /**
   * Looks up the mail exchanges of these domains and the addresses of those, so that the next mail finds them known. Asks for
   * a few domains at a time.
   *
   * @param domains at most 1000; the rest is left out
   * @return completes when all are done, in the order given; never exceptionally
   */
  CompletionStage<List<Prewarmed>> prewarm(Collection<String> domains);

  /**
   * What came of looking up a domain ahead.
   *
   * @param kind what was said about its mail exchanges
   * @param hosts how many hosts of it have addresses that are known now
   */
  record Prewarmed(String domain, DnsAnswer.Kind kind, int hosts) {}
}
