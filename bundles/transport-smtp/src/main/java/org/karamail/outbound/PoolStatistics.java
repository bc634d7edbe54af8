package org.karamail.outbound;

/**
 * How connections to other hosts are used.
 *
 * @param total open now, those that wait for mail among them
 * @param active in use now
 * @param capacity how many the hosts of now may have together
 * @param hits how often mail found an open connection since the start
 * @param misses how often one had to be opened
 */
public record PoolStatistics(int total, int active, int capacity, long hits, long misses) {

  /** How much of the capacity is in use, in per cent; above 80 mail begins to wait for connections. */
  public int utilization() {
    return capacity == 0 ? 0 : Math.toIntExact(Math.round(100.0 * active / capacity));
  }
}
