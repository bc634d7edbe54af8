package org.karamail.rocksdb.internal.body;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.karamail.model.QueueId;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;

/**
 * Keeps large mail for other hosts from coming in faster than it goes out. What leaves while the database has it in memory is
 * written once, into the log; what waits longer is written into a file too, is read from there, and the file must be cleared
 * of it.
 *
 * <p>So while more than {@link #MOST_AHEAD} octets of large bodies wait for their first attempt, the next large body waits
 * after its first {@link #LARGE} octets until one of them is claimed: as many come in as go out. Small mail never waits: there
 * the octets are the smaller part of the work, and a burst is better taken in at once. Nor does large mail wait while only
 * mailboxes of this machine are delivered to, which has a rule of its own.
 *
 * <p><b>It never waits in vain.</b> Where nothing is claimed for a tenth of a second, all go on at once, and nobody waits again
 * before the next claim: delivery may be paused, or every site away. What has waited so long that the database has written it
 * into a file counts no more.
 *
 * <p>Safe on any thread; who has waited goes on on the thread that claims.
 */
public final class Inflow {

  /** From this size on a body is large, in octets. */
  static final int LARGE = 32 << 10;

  /** So many octets of large bodies may wait for their first attempt: enough for all slots of some sites. */
  static final long MOST_AHEAD = 8L << 20;

  private static final Duration PATIENCE = Duration.ofMillis(100);

  /** What the database has in memory at most. */
  private static final long IN_MEMORY = 64L << 20;

  /** A body that waits for its first attempt, and where it ends in all that has come in. */
  private record Fresh(long octets, long end) {}

  private final Duration patience;
  private final Map<QueueId, Fresh> fresh = new LinkedHashMap<>();
  private final Deque<CompletableFuture<Boolean>> waiting = new ArrayDeque<>();
  private long ahead;
  private long total;
  private boolean flows;

  public Inflow() {
    this(PATIENCE);
  }

  /** For tests: with another patience. */
  Inflow(Duration patience) {
    this.patience = patience;
  }

  /** Completes when a large body may come: at once, when one has been claimed, or when patience ends. */
  CompletionStage<Void> room() {
    CompletableFuture<Boolean> turn;
    synchronized (this) {
      if (!flows || ahead <= MOST_AHEAD) {
        return CompletableFuture.completedStage(null);
      }
      turn = new CompletableFuture<>();
      waiting.add(turn);
    }
    return turn.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS).thenAccept(this::goOn);
  }

  private void goOn(boolean claimed) {
    if (!claimed) {
      stalled().forEach(turn -> turn.complete(true));
    }
  }

  private synchronized List<CompletableFuture<Boolean>> stalled() {
    flows = false;
    return takeWaiting(waiting.size());
  }

  /** A body has been taken in and waits for its first attempt. */
  void entered(QueueId id, long octets) {
    if (octets >= LARGE) {
      enter(id, octets);
    }
  }

  private synchronized void enter(QueueId id, long octets) {
    total += octets;
    ahead += octets;
    fresh.put(id, new Fresh(octets, total));
    Iterator<Fresh> eldestFirst = fresh.values().iterator();
    for (Fresh eldest = eldestFirst.next(); total - eldest.end() > IN_MEMORY; eldest = eldestFirst.next()) {
      ahead -= eldest.octets();
      eldestFirst.remove();
    }
  }

  /** First attempts begin, among others. */
  public void claimed(List<Lease> leases, ClaimSpec.Sites sites) {
    release(leases, sites).forEach(turn -> turn.complete(true));
  }

  private synchronized List<CompletableFuture<Boolean>> release(List<Lease> leases, ClaimSpec.Sites sites) {
    int gone = 0;
    for (Lease lease : leases) {
      if (leave(lease.id())) {
        gone++;
        flows |= !sites.isLocal(lease.route());
      }
    }
    return takeWaiting(ahead <= MOST_AHEAD ? waiting.size() : gone);
  }

  /** It has not come in after all. */
  synchronized void forget(QueueId id) {
    leave(id);
  }

  private boolean leave(QueueId id) {
    Optional<Fresh> gone = Optional.ofNullable(fresh.remove(id));
    gone.ifPresent(one -> ahead -= one.octets());
    return gone.isPresent();
  }

  private List<CompletableFuture<Boolean>> takeWaiting(int most) {
    List<CompletableFuture<Boolean>> taken = new ArrayList<>();
    while (taken.size() < most && !waiting.isEmpty()) {
      CompletableFuture<Boolean> turn = waiting.remove();
      if (!turn.isDone()) {
        taken.add(turn);
      }
    }
    return taken;
  }
}
