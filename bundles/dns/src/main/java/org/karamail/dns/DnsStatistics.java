package org.karamail.dns;

import java.time.Duration;

/**
 * How the resolver does, since the start.
 *
 * @param cacheHits questions answered from the cache
 * @param cacheMisses questions that had to be asked, those included that waited for an equal one under way
 * @param cacheSize answers in the cache now
 * @param cacheLimit how many it may hold
 * @param errors questions that ended without an answer
 * @param shared questions that waited for an equal one instead of being asked again
 * @param underWay questions being asked now
 * @param averageLatency of the questions that were asked, from the first try to the end; zero before the first
 * @param p99Latency below which 99 of 100 of them stayed, rounded up to a power of two milliseconds, at most the longest
 * @param longestLatency of them
 */
public record DnsStatistics(
    long cacheHits,
    long cacheMisses,
    int cacheSize,
    int cacheLimit,
    long errors,
    long shared,
    int underWay,
    Duration averageLatency,
    Duration p99Latency,
    Duration longestLatency) {

  /** Of all questions, those answered from the cache, in per cent; 0 before the first. */
  public double hitRatio() {
    long all = cacheHits + cacheMisses;
    return all == 0 ? 0 : 100.0 * cacheHits / all;
  }
}
