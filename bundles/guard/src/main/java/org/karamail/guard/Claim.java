package org.karamail.guard;

import java.util.List;

/**
 * Wants to do a thing so many times.
 *
 * @param key who or what is limited, beginning with a name of the asker's own; of any length (a long one is kept as a digest)
 * @param rates at least one; all of them hold, the tightest decides
 * @param permits how many, from none to the smallest burst: more could never be granted
 */
public record Claim(String key, List<Rate> rates, long permits) {

  private static final int MOST_RATES = 16;

  public Claim {
    rates = List.copyOf(rates);
    if (key.isBlank()) {
      throw new IllegalArgumentException("a key says who is limited");
    }
    if (rates.isEmpty() || rates.size() > MOST_RATES) {
      throw new IllegalArgumentException("a claim has 1 to " + MOST_RATES + " rates, not " + rates.size());
    }
    for (Rate rate : rates) {
      if (permits < 0 || permits > rate.burst()) {
        throw new IllegalArgumentException(permits + " permits can never be granted by " + rate);
      }
    }
  }

  /** One of it, under one rate. */
  public static Claim of(String key, Rate rate) {
    return new Claim(key, List.of(rate), 1);
  }
}
