package org.karamail.plugin.greylist;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has been seen, in memory and in the journal: bounded, the one seen longest ago being forgotten first.
 *
 * <p><b>Threads.</b> Any; one lock.
 */
final class GreyBook implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GreyBook.class);
  private static final String FILE = "greylist.journal";
  private static final int SPARE_LINES = 10_000;
  private static final Duration WORTH_A_LINE = Duration.ofHours(6);

  private final Clock clock;
  private final Map<Fingerprint, Acquaintance> known = new LinkedHashMap<>(16, 0.75f, true);
  private Optional<Journal> journal = Optional.empty();
  private boolean opened;
  private boolean saidBroken;

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
    open(folder, rules);
    Instant now = clock.instant();
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
    try {
      if (journal.isPresent()) {
        journal.get().close();
      }
    } catch (IOException failed) {
      LOG.warn("greylist: the journal was not closed cleanly: {}", failed.toString());
    }
    journal = Optional.empty();
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
    return Optional.ofNullable(known.get(whose)).filter(its -> !its.isForgotten(now, rules));
  }

  private void learn(Fingerprint whose, Acquaintance what, GreylistSettings rules) {
    known.put(whose, what);
    note(whose, what);
    prune(clock.instant(), rules);
  }

  /** Being seen once more is worth a line only now and then. */
  private void see(Fingerprint whose, Acquaintance its, Instant now) {
    Acquaintance seen = its.seen(now);
    boolean stale = Duration.between(its.last(), now).compareTo(WORTH_A_LINE) > 0;
    known.put(whose, stale ? seen : its);
    if (stale) {
      note(whose, seen);
    }
  }

  /** Those seen longest ago leave, for want of room or because they are forgotten anyway. */
  private void prune(Instant now, GreylistSettings rules) {
    List<Fingerprint> leaving = new ArrayList<>();
    Iterator<Map.Entry<Fingerprint, Acquaintance>> eldest = known.entrySet().iterator();
    int looked = 0;
    while (eldest.hasNext() && (known.size() - leaving.size() > rules.maxEntries() || looked < 2)) {
      Map.Entry<Fingerprint, Acquaintance> entry = eldest.next();
      looked++;
      if (known.size() - leaving.size() > rules.maxEntries() || entry.getValue().isForgotten(now, rules)) {
        leaving.add(entry.getKey());
      }
    }
    leaving.forEach(known::remove);
    compact(now, rules);
  }

  private void open(Path folder, GreylistSettings rules) {
    if (opened) {
      return;
    }
    opened = true;
    try {
      journal = Optional.of(Journal.open(folder.resolve(FILE), known::put));
      prune(clock.instant(), rules);
      LOG.info("greylist: {} triplets and networks are known", known.size());
    } catch (IOException failed) {
      broken(failed);
    }
  }

  private void note(Fingerprint whose, Acquaintance what) {
    try {
      if (journal.isPresent()) {
        journal.get().append(whose, what);
        saidBroken = false;
      }
    } catch (IOException failed) {
      broken(failed);
    }
  }

  private void compact(Instant now, GreylistSettings rules) {
    if (journal.isEmpty() || journal.get().lines() <= 2L * known.size() + SPARE_LINES) {
      return;
    }
    known.values().removeIf(its -> its.isForgotten(now, rules));
    try {
      journal.get().replace(known);
    } catch (IOException failed) {
      broken(failed);
    }
  }

  private void broken(IOException failed) {
    if (!saidBroken) {
      saidBroken = true;
      LOG.warn("greylist: the journal cannot be kept ({}); what is learned from now on may be forgotten at a restart", failed.toString());
    }
  }
}
