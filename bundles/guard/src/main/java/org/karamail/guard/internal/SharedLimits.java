package org.karamail.guard.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.karamail.guard.Claim;
import org.karamail.guard.Decision;
import org.karamail.guard.Rate;

/**
 * What was taken on all nodes, in Redis. One script takes all claims of a question or none, by the server's own clock; it is
 * the arithmetic of {@link Account} in microseconds. A key leaves Redis when its accounts are idle.
 */
final class SharedLimits implements AutoCloseable {

  private static final String SCRIPT = script();
  private static final long NANOS_A_MICRO = 1_000;
  private static final int PARTS = 5;

  private final RedisLink link;
  private final String prefix;

  private SharedLimits(RedisLink link, String prefix) {
    this.link = link;
    this.prefix = prefix;
  }

  static SharedLimits through(GuardSettings.Redis server) {
    return new SharedLimits(RedisLink.to(server, SCRIPT), server.prefix());
  }

  /** Whether it answered last time. */
  boolean isThere() {
    return link.isUp();
  }

  /** What the shared accounts say; empty when they do not answer. */
  CompletionStage<Optional<Decision>> take(List<Claim> claims) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Integer.toString(claims.size()));
    claims.forEach(claim -> arguments.add(prefix + claim.key()));
    for (Claim claim : claims) {
      arguments.add(Long.toString(claim.permits()));
      arguments.add(Integer.toString(claim.rates().size()));
      for (Rate rate : claim.rates()) {
        arguments.add(Long.toString(rate.window().toNanos() / NANOS_A_MICRO));
        arguments.add(Long.toString(rate.permits()));
        arguments.add(Long.toString(rate.burst()));
      }
    }
    return link.ask(arguments).thenApply(reply -> reply.flatMap(said -> decision(claims, said)));
  }

  @Override
  public void close() {
    link.close();
  }

  /** Reads granted, left, claim, rate, waiting. What does not fit the question is no answer. */
  private static Optional<Decision> decision(List<Claim> claims, List<Long> said) {
    if (said.size() != PARTS) {
      return Optional.empty();
    }
    if (said.get(0) == 1) {
      return Optional.of(new Decision.Allowed(said.get(1)));
    }
    int claim = said.get(2).intValue() - 1;
    int rate = said.get(3).intValue() - 1;
    if (claim < 0 || claim >= claims.size() || rate < 0 || rate >= claims.get(claim).rates().size()) {
      return Optional.empty();
    }
    Claim refused = claims.get(claim);
    Duration waiting = Duration.ofNanos(Math.max(1, said.get(4)) * NANOS_A_MICRO);
    return Optional.of(new Decision.Exceeded(refused, refused.rates().get(rate), waiting));
  }

  private static String script() {
    try (InputStream in = SharedLimits.class.getResourceAsStream("take.lua")) {
      if (in == null) {
        throw new IllegalStateException("take.lua is not in this bundle");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
