package org.karamail.plugin.greylist;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.karamail.plugin.memory.Fingerprint;
import org.karamail.plugin.memory.Memory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has been seen, in memory and in the journal: bounded, the one seen longest ago being forgotten first.
 *
 * <p><b>Threads.</b> Any; one lock.
 */
final class GreyBook implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GreyBook.class);
  private static final Duration WORTH_A_LINE = Duration.ofHours(6);

  private final Clock clock;
  private final Memory<Acquaintance> known = new Memory<>(LOG, "greylist", new Acquaintance.Line());

  GreyBook(Clock clock) {
    this.clock = clock;
  }

  /**
   * What to do with a triplet.
   *
   * @param folder where the journal lies; read when the first question comes
   * @return how long it has to stay away; zero or less when it may pass
   */
  synchronized Duration meet(Fingerprint triplet, Fingerprint network, GreylistSettings rules, Path folder) {
    Instant now = clock.instant();
    known.open(folder, rules.maxEntries(), its -> its.isForgotten(now, rules));
    Optional<Acquaintance> friend =
        find(network, now, rules).filter(its -> rules.whitelistAfter() > 0 && its.returns() >= rules.whitelistAfter());
    if (friend.isPresent()) {
      see(network, friend.get(), now);
      return Duration.ZERO;
    }
    Optional<Acquaintance> its = find(triplet, now, rules);
    if (its.isEmpty()) {
      learn(triplet, Acquaintance.met(now), rules);
      return rules.delay();
    }
    return again(triplet, its.get(), network, now, rules);
  }

  synchronized int size() {
    return known.size();
  }

  @Override
  public synchronized void close() {
    known.close();
  }

  private Duration again(Fingerprint triplet, Acquaintance its, Fingerprint network, Instant now, GreylistSettings rules) {
    if (!its.isStranger()) {
      see(triplet, its, now);
      return Duration.ZERO;
    }
    Duration waiting = its.waiting(now, rules.delay());
    if (waiting.compareTo(Duration.ZERO) > 0) {
      return waiting;
    }
    learn(triplet, its.returned(now), rules);
    learn(network, find(network, now, rules).orElseGet(() -> Acquaintance.met(now)).returned(now), rules);
    return Duration.ZERO;
  }

  private Optional<Acquaintance> find(Fingerprint whose, Instant now, GreylistSettings rules) {
    return known.find(whose).filter(its -> !its.isForgotten(now, rules));
  }

  private void learn(Fingerprint whose, Acquaintance what, GreylistSettings rules) {
    known.note(whose, what);
    prune(clock.instant(), rules);
  }

  /** Being seen once more is worth a line only now and then. */
  private void see(Fingerprint whose, Acquaintance its, Instant now) {
    if (Duration.between(its.last(), now).compareTo(WORTH_A_LINE) > 0) {
      known.note(whose, its.seen(now));
    }
  }

  private void prune(Instant now, GreylistSettings rules) {
    known.prune(rules.maxEntries(), its -> its.isForgotten(now, rules));
  }
}
