package org.karamail.guard.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.karamail.guard.Claim;
import org.karamail.guard.Decision;
import org.karamail.guard.Guard;
import org.karamail.guard.GuardStatistics;

/**
 * Asks the shared limits where there are any, and those of this node where there are none or they do not answer. What the
 * shared ones grant is counted here too: a node that is cut off goes on from there, not from full buckets.
 */
final class Limits implements Guard, AutoCloseable {

  private static final int LONGEST_KEY = 256;

  private final LocalLimits local;
  private final AtomicLong allowed = new AtomicLong();
  private final AtomicLong exceeded = new AtomicLong();
  private volatile GuardSettings settings;
  private volatile Optional<SharedLimits> shared;

  Limits(GuardSettings settings, LongSupplier nanos) {
    this.settings = settings;
    this.local = new LocalLimits(settings.maxKeys(), nanos);
    this.shared = settings.redis().map(SharedLimits::through);
  }

  /** Takes new settings; what is counted stays. */
  synchronized void apply(GuardSettings changed) {
    local.keep(changed.maxKeys());
    if (!changed.redis().equals(settings.redis())) {
      Optional<SharedLimits> former = shared;
      shared = changed.redis().map(SharedLimits::through);
      former.ifPresent(SharedLimits::close);
    }
    settings = changed;
  }

  @Override
  public CompletionStage<Decision> take(List<Claim> claims) {
    List<Claim> each = claims.stream().map(Limits::shortened).toList();
    refuseTwins(each);
    if (each.isEmpty()) {
      return CompletableFuture.completedStage(new Decision.Allowed(Long.MAX_VALUE));
    }
    Optional<SharedLimits> asked = shared.filter(SharedLimits::isThere);
    CompletionStage<Decision> decision =
        asked.isPresent()
            ? asked.get().take(each).thenApply(said -> said.map(granted -> noted(each, granted)).orElseGet(() -> local.take(each)))
            : CompletableFuture.completedStage(local.take(each));
    return decision.thenApply(said -> counted(asClaimed(claims, each, said)));
  }

  @Override
  public GuardStatistics statistics() {
    GuardStatistics.Sharing sharing =
        shared
            .map(its -> its.isThere() ? GuardStatistics.Sharing.SHARED : GuardStatistics.Sharing.AWAY)
            .orElse(GuardStatistics.Sharing.NONE);
    return new GuardStatistics(local.keys(), local.forgotten(), allowed.get(), exceeded.get(), sharing);
  }

  @Override
  public void close() {
    shared.ifPresent(SharedLimits::close);
  }

  private Decision noted(List<Claim> claims, Decision granted) {
    if (granted.isAllowed()) {
      local.charge(claims);
    }
    return granted;
  }

  private Decision counted(Decision decision) {
    (decision.isAllowed() ? allowed : exceeded).incrementAndGet();
    return decision;
  }

  /** Who asked knows its claims by the keys it gave them. */
  private static Decision asClaimed(List<Claim> claims, List<Claim> each, Decision said) {
    return said instanceof Decision.Exceeded why
        ? new Decision.Exceeded(claims.get(each.indexOf(why.claim())), why.rate(), why.waiting())
        : said;
  }

  private static void refuseTwins(List<Claim> claims) {
    Set<String> keys = new HashSet<>();
    for (Claim claim : claims) {
      if (!keys.add(claim.key())) {
        throw new IllegalArgumentException("claimed twice: " + claim.key());
      }
    }
  }

  /** Strangers choose parts of keys: however long those are, what is kept is not. */
  private static Claim shortened(Claim claim) {
    if (claim.key().length() <= LONGEST_KEY) {
      return claim;
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(claim.key().getBytes(UTF_8));
      return new Claim("digest:" + HexFormat.of().formatHex(digest), claim.rates(), claim.permits());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
