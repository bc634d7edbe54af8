package org.karamail.model;

import java.time.Duration;
import java.time.Instant;

/**
 * One attempt to deliver to one recipient.
 *
 * @param number counts from 1
 * @param startedAt when the worker took it
 * @param took until the outcome was known; not negative
 * @param route by which it was tried
 * @param peer whom it was handed to: a host with its address, or a mailbox file; empty when none was reached
 * @param outcome what came of it
 */
public record Attempt(
    int number, Instant startedAt, Duration took, Route route, String peer, DeliveryOutcome outcome) {

  public Attempt {
    if (number < 1) {
      throw new IllegalArgumentException("attempts count from 1, not " + number);
    }
    if (took.isNegative()) {
      throw new IllegalArgumentException("an attempt cannot take " + took);
    }
  }
}
