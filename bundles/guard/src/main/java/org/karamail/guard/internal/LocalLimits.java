package org.karamail.guard.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.karamail.guard.Claim;
import org.karamail.guard.Decision;
import org.karamail.guard.Rate;

/**
 * What was taken on this node: an {@link Account} for each rate of each key. A key whose accounts are idle is as good as one
 * never heard of.
 *
 * <p><b>Threads.</b> Any; one lock, held for a few additions.
 */
final class LocalLimits {

  private static final Account[] NONE = {};

  private final LongSupplier nanos;
  private final Map<String, Account[]> taken = new LinkedHashMap<>(16, 0.75f, true);
  private int mostKeys;
  private long forgotten;

  LocalLimits(int mostKeys, LongSupplier nanos) {
    this.mostKeys = mostKeys;
    this.nanos = nanos;
  }

  /** Grants all claims or none. */
  synchronized Decision take(List<Claim> claims) {
    long now = nanos.getAsLong();
    Optional<Decision.Exceeded> exceeded = Optional.empty();
    long left = Long.MAX_VALUE;
    for (Claim claim : claims) {
      Account[] accounts = accounts(claim, now);
      for (int i = 0; i < claim.rates().size(); i++) {
        Rate rate = claim.rates().get(i);
        Account account = accounts[i];
        long waiting = account.waiting(rate, claim.permits(), now);
        if (waiting > exceeded.map(worst -> worst.waiting().toNanos()).orElse(0L)) {
          exceeded = Optional.of(new Decision.Exceeded(claim, rate, Duration.ofNanos(waiting)));
        }
        left = Math.min(left, account.left(rate, now) - claim.permits());
      }
    }
    if (exceeded.isPresent()) {
      return exceeded.get();
    }
    claims.forEach(claim -> count(claim, now));
    return new Decision.Allowed(left);
  }

  /** Counts what was granted elsewhere, whether or not there was room here. */
  synchronized void charge(List<Claim> claims) {
    long now = nanos.getAsLong();
    claims.forEach(claim -> count(claim, now));
  }

  synchronized void keep(int keys) {
    mostKeys = keys;
    makeRoom(nanos.getAsLong());
  }

  synchronized int keys() {
    return taken.size();
  }

  synchronized long forgotten() {
    return forgotten;
  }

  private void count(Claim claim, long now) {
    if (claim.permits() == 0) {
      return;
    }
    Account[] accounts = accounts(claim, now);
    for (int i = 0; i < accounts.length; i++) {
      accounts[i].take(claim.rates().get(i), claim.permits(), now);
    }
    taken.put(claim.key(), accounts);
    makeRoom(now);
  }

  /** One for each rate, in their order; those that are new hold nothing. */
  private Account[] accounts(Claim claim, long now) {
    Account[] known = taken.getOrDefault(claim.key(), NONE);
    if (known.length == claim.rates().size()) {
      return known;
    }
    Account[] accounts = Arrays.copyOf(known, claim.rates().size());
    for (int i = known.length; i < accounts.length; i++) {
      accounts[i] = new Account(now);
    }
    return accounts;
  }

  /** The key used longest ago leaves first; it, and the one after it, leave early when they are idle. */
  private void makeRoom(long now) {
    List<String> leaving = new ArrayList<>();
    Iterator<Map.Entry<String, Account[]>> eldest = taken.entrySet().iterator();
    int looked = 0;
    while (eldest.hasNext() && (taken.size() - leaving.size() > mostKeys || looked < 2)) {
      Map.Entry<String, Account[]> entry = eldest.next();
      looked++;
      boolean isIdle = isIdle(entry.getValue(), now);
      if (isIdle || taken.size() - leaving.size() > mostKeys) {
        leaving.add(entry.getKey());
        forgotten += isIdle ? 0 : 1;
      }
    }
    leaving.forEach(taken::remove);
  }

  private static boolean isIdle(Account[] accounts, long now) {
    return Arrays.stream(accounts).allMatch(account -> account.isIdle(now));
  }
}
