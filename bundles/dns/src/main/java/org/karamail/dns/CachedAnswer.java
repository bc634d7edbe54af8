package org.karamail.dns;

import java.time.Duration;
import java.util.List;

/**
 * An answer that the cache holds.
 *
 * @param name what was asked, lower case, without a final dot
 * @param type MX, A, AAAA, PTR, TXT or TLSA
 * @param kind what was said; never failed
 * @param records as text; empty unless found
 * @param ttl how much longer it is used
 */
public record CachedAnswer(String name, String type, DnsAnswer.Kind kind, List<String> records, Duration ttl) {

  public CachedAnswer {
    records = List.copyOf(records);
  }
}
