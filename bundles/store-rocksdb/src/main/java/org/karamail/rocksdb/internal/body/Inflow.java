package org.karamail.rocksdb.internal.body;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.karamail.model.QueueId;
import org.karamail.model.Route;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;

/**
 * Keeps large mail for other hosts from coming in faster than it goes out. What leaves while the database has it in memory is
 * written once, into the log; what waits longer is written into a file too, is read from there, and the file must be cleared
 * of it.
 *
 * <p>So while more than {@link #MOST_AHEAD} octets of large bodies wait for their first attempt on routes that flow, the next
 * large body waits after its first {@link #LARGE} octets until one of them is claimed: as many come in as go out. A route flows
 * for {@link #FLOWS_FOR} after a claim, so what waits for a site that is away or takes no more holds nobody up, nor does
 * anything while delivery is paused. Small mail never waits: there the octets are the smaller part of the work, and a burst is
 * better taken in at once. Nor does large mail wait because of what goes into mailboxes of this machine, which has a rule of its
 * own.
 *
 * <p>Nobody waits longer than a tenth of a second. What has waited so long that the database has written it into a file counts
 * no more.
 *
 * <p>Safe on any thread; who has waited goes on on the thread that claims.
 */
public final class Inflow {

  /** From this size on a body is large, in octets. */
  static final int LARGE = 32 << 10;

  /** So many octets of large bodies may wait for their first attempt: enough for all slots of some sites. */
  static final long MOST_AHEAD = 8L << 20;

  /** A site takes several large messages in this time, or its mail would not be in memory for long anyway. */
  static final Duration FLOWS_FOR = Duration.ofMillis(250);

  private static final Duration PATIENCE = Duration.ofMillis(100);

  /** What the database has in memory at most. */
  private static final long IN_MEMORY = 64L << 20;

  /** A body that waits for its first attempt, and where it ends in all that has come in. */
  private record Fresh(Route route, long octets, long end) {}

  /** What waits on one route. */
  private static final class Line {
    private long octets;
    private long flowsUntil;
  }

  private final Duration patience;
  private final LongSupplier nanos;
  private final Map<QueueId, Fresh> fresh = new LinkedHashMap<>();
  private final Map<Route, Line> lines = new HashMap<>();
  private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
  private long freshOctets;
  private long total;

  public Inflow() {
    this(PATIENCE, System::nanoTime);
  }

  /** For tests: with another patience and clock. */
  Inflow(Duration patience, LongSupplier nanos) {
    this.patience = patience;
    this.nanos = nanos;
  }

  /** Completes when a large body may come: at once, when one has been claimed, or when patience ends. */
  CompletionStage<Void> room() {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    synchronized (this) {
      if (hasRoom()) {
        return CompletableFuture.completedStage(null);
      }
      waiting.add(turn);
    }
    return turn.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean hasRoom() {
    if (freshOctets <= MOST_AHEAD) {
      return true;
    }
    long now = nanos.getAsLong();
    return lines.values().stream().filter(line -> line.flowsUntil - now > 0).mapToLong(line -> line.octets).sum() <= MOST_AHEAD;
  }

  /**
   * A body has been taken in and waits for its first attempt.
   *
   * @param route of its first recipient
   */
  void entered(QueueId id, Route route, long octets) {
    if (octets >= LARGE) {
      enter(id, route, octets);
    }
  }

  /** Once more where a failed write has to be made again. */
  private synchronized void enter(QueueId id, Route route, long octets) {
    leave(id);
    total += octets;
    freshOctets += octets;
    fresh.put(id, new Fresh(route, octets, total));
    line(route).octets += octets;
    while (total - eldest().getValue().end() > IN_MEMORY) {
      leave(eldest().getKey());
    }
  }

  private Map.Entry<QueueId, Fresh> eldest() {
    return fresh.entrySet().iterator().next();
  }

  private Line line(Route route) {
    return lines.computeIfAbsent(
        route,
        unknown -> {
          Line line = new Line();
          line.flowsUntil = nanos.getAsLong();
          return line;
        });
  }

  /** First attempts begin, among others. */
  public void claimed(List<Lease> leases, ClaimSpec.Sites sites) {
    release(leases, sites).forEach(turn -> turn.complete(null));
  }

  private synchronized List<CompletableFuture<Void>> release(List<Lease> leases, ClaimSpec.Sites sites) {
    int gone = 0;
    for (Lease lease : leases) {
      Optional<Fresh> begun = leave(lease.id());
      if (begun.isPresent() && !sites.isLocal(begun.get().route())) {
        gone++;
        flows(begun.get().route());
      }
    }
    return takeWaiting(hasRoom() ? waiting.size() : gone);
  }

  private void flows(Route route) {
    Optional.ofNullable(lines.get(route)).ifPresent(line -> line.flowsUntil = nanos.getAsLong() + FLOWS_FOR.toNanos());
  }

  /** It has not come in after all. */
  synchronized void forget(QueueId id) {
    leave(id);
  }

  private Optional<Fresh> leave(QueueId id) {
    Optional<Fresh> gone = Optional.ofNullable(fresh.remove(id));
    gone.ifPresent(
        one -> {
          freshOctets -= one.octets();
          Line line = line(one.route());
          line.octets -= one.octets();
          if (line.octets == 0) {
            lines.remove(one.route());
          }
        });
    return gone;
  }

  private List<CompletableFuture<Void>> takeWaiting(int most) {
    List<CompletableFuture<Void>> taken = new ArrayList<>();
    while (taken.size() < most && !waiting.isEmpty()) {
      CompletableFuture<Void> turn = waiting.remove();
      if (!turn.isDone()) {
        taken.add(turn);
      }
    }
    return taken;
  }
}
