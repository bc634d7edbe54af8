package org.karamail.delivery.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.karamail.model.Route;

/**
 * Counts what is under way and says what there is room for.
 *
 * <p><b>When a slot is free again.</b> A route to another host keeps its slot until the outcome is on disk: a crash before
 * that doubles the message, and so doubles at most as many as there are slots. A local route, where a second attempt makes
 * no second copy, gives it back as soon as the store has been told, so that the disk can sync outcomes of one message while
 * another is written; only how many outcomes may wait for the disk is bounded. A lease ends, in both cases, when its outcome
 * is on disk.
 *
 * <p><b>Threads.</b> Any; one lock, held for a few additions.
 */
final class Slots {

  /** How many outcomes of local routes may wait for the disk. */
  private static final int UNWRITTEN = 1_000;

  /** How many routes without work are remembered; one that is forgotten begins with one attempt again. */
  private static final int IDLE_ROUTES = 128;

  private final Supplier<DeliverySettings> settings;
  private final Map<Route, RouteLoad> routes = new LinkedHashMap<>(16, 0.75f, true);
  private int fast;
  private int slow;
  private int unwritten;

  Slots(Supplier<DeliverySettings> settings) {
    this.settings = settings;
  }

  /** How many leases may be asked for now. */
  synchronized int free() {
    int limit = settings.get().maxConcurrentDeliveries();
    return Math.max(0, Math.min(limit - fast, UNWRITTEN - unwritten));
  }

  /** How many attempts are under way. */
  synchronized int active() {
    return fast + slow;
  }

  /** Waits until nothing is under way and every outcome is on disk; answers whether that is so. */
  synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (fast + slow + unwritten > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** How much room there is on the routes that are known; on any other there is room for one. */
  synchronized Map<Route, Integer> room() {
    DeliverySettings now = settings.get();
    Map<Route, Integer> room = new HashMap<>();
    routes.forEach((route, load) -> room.put(route, load.room(now)));
    return room;
  }

  /** Takes a slot for a delivery. */
  synchronized Slot take(Route route, boolean local) {
    RouteLoad load = routes.computeIfAbsent(route, unknown -> new RouteLoad(local));
    load.begin();
    fast++;
    forgetIdleRoutes();
    return new Slot(load, local);
  }

  /** Takes a slot for a report, which takes no room on any route. */
  synchronized Slot take() {
    RouteLoad none = new RouteLoad(true);
    none.begin();
    fast++;
    return new Slot(none, true);
  }

  private void forgetIdleRoutes() {
    int over = routes.size() - IDLE_ROUTES;
    Iterator<RouteLoad> eldestFirst = routes.values().iterator();
    while (over > 0 && eldestFirst.hasNext()) {
      if (eldestFirst.next().isIdle()) {
        eldestFirst.remove();
        over--;
      }
    }
  }

  /** A place among the attempts that are under way. Goes through its stages in order, each once. */
  final class Slot {

    private enum Stage {
      FAST,
      SLOW,
      UNWRITTEN,
      FREE
    }

    private final RouteLoad load;
    private final boolean local;
    private Stage stage = Stage.FAST;

    private Slot(RouteLoad load, boolean local) {
      this.load = load;
      this.local = local;
    }

    /** Moves into the slow lane where there is room; answers whether it is there now. */
    boolean becomeSlow() {
      synchronized (Slots.this) {
        if (stage == Stage.FAST && slow < settings.get().maxSlowDeliveries()) {
          stage = Stage.SLOW;
          fast--;
          slow++;
          load.becomeSlow();
        }
        return stage != Stage.FAST;
      }
    }

    /** The attempt is over. */
    void answered() {
      synchronized (Slots.this) {
        if (stage == Stage.FAST) {
          load.answered(settings.get());
        }
      }
    }

    /** The store has been told. */
    void handedOver() {
      synchronized (Slots.this) {
        if (local && stage != Stage.FREE) {
          leave();
          stage = Stage.UNWRITTEN;
          unwritten++;
        }
      }
    }

    /** The outcome is on disk, or the lease was given back. */
    void free() {
      synchronized (Slots.this) {
        leave();
        stage = Stage.FREE;
        Slots.this.notifyAll();
      }
    }

    private void leave() {
      switch (stage) {
        case FAST -> {
          fast--;
          load.endFast();
        }
        case SLOW -> {
          slow--;
          load.endSlow();
        }
        case UNWRITTEN -> unwritten--;
        case FREE -> throw new IllegalStateException("a slot is given back twice");
      }
    }
  }
}
