package org.karamail.delivery.internal;

import java.time.Duration;
import org.karamail.settings.Settings;

/**
 * What an operator may set about delivery; the shipped {@code etc/karamail.delivery.cfg} says it in full.
 *
 * @param maxConcurrentDeliveries attempts at once, not counting slow ones
 * @param maxSlowDeliveries attempts at once that have become slow
 * @param maxConcurrentPerSite attempts at once for one site, which is all routes to the same hosts
 * @param maxConcurrentPerLocalDomain attempts at once for one local domain
 * @param maxLocalDeliveriesInSurge attempts at once for all local domains while senders queue up for the disk
 * @param maxRecipientsPerAttempt recipients of one message that one attempt takes on
 * @param deliveryTimeout how long an attempt may take before it is told to stop
 * @param paused whether nothing new is begun
 */
record DeliverySettings(
    int maxConcurrentDeliveries,
    int maxSlowDeliveries,
    int maxConcurrentPerSite,
    int maxConcurrentPerLocalDomain,
    int maxLocalDeliveriesInSurge,
    int maxRecipientsPerAttempt,
    Duration deliveryTimeout,
    boolean paused) {

  static final String PID = "karamail.delivery";

  static DeliverySettings read(Settings settings) {
    settings.leave("mxPort", "allowLoopbackMx"); // routing reads them
    return new DeliverySettings(
        settings.number("maxConcurrentDeliveries", 50, 1, 1_000),
        settings.number("maxSlowDeliveries", 500, 0, 5_000),
        settings.number("maxConcurrentPerSite", 10, 1, 1_000),
        settings.number("maxConcurrentPerLocalDomain", 50, 1, 1_000),
        settings.number("maxLocalDeliveriesInSurge", 3, 1, 1_000),
        settings.number("maxRecipientsPerAttempt", 100, 1, 10_000),
        settings.duration("deliveryTimeout", Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofHours(1)),
        settings.flag("paused", false));
  }
}
