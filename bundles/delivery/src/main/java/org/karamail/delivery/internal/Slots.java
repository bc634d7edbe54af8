package org.karamail.delivery.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Counts what is under way and says what there is room for.
 *
 * <p><b>When a slot is free again.</b> An attempt at another host keeps its slot until the outcome is on disk: a crash before
 * that doubles the message, and so doubles at most as many as there are slots. A local one, where a second attempt makes
 * no second copy, gives it back as soon as the store has been told, so that the disk can sync outcomes of one message while
 * another is written; only how many outcomes may wait for the disk is bounded. A lease ends, in both cases, when its outcome
 * is on disk.
 *
 * <p><b>Local attempts give way</b> to mail that comes in: see {@link Surge}.
 *
 * <p><b>Threads.</b> Any; one lock, held for a few additions.
 */
final class Slots {

  /** How many outcomes of local attempts may wait for the disk. */
  private static final int UNWRITTEN = 1_000;

  /** How many sites without work are remembered; one that is forgotten begins with one attempt again. */
  private static final int IDLE_SITES = 128;

  private final Supplier<DeliverySettings> settings;
  private final Breakers breakers;
  private final Surge surge;
  private final Map<String, SiteLoad> sites = new LinkedHashMap<>(16, 0.75f, true);
  private int fast;
  private int slow;
  private int unwritten;

  Slots(Supplier<DeliverySettings> settings, Breakers breakers, Surge surge) {
    this.settings = settings;
    this.breakers = breakers;
    this.surge = surge;
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

  /** How much room there is at the sites of which anything is known; at any other there is room for one. */
  synchronized Map<String, Integer> room() {
    DeliverySettings now = settings.get();
    Map<String, Integer> room = new HashMap<>(breakers.limits());
    sites.forEach(
        (site, load) -> {
          int most = room.getOrDefault(site, Integer.MAX_VALUE) - load.active();
          room.put(site, Math.max(0, Math.min(most, load.room(now))));
        });
    if (surge.isOn()) {
      giveWay(room, now.maxLocalDeliveriesInSurge());
    }
    return room;
  }

  private void giveWay(Map<String, Integer> room, int most) {
    int active = sites.values().stream().filter(SiteLoad::isLocal).mapToInt(SiteLoad::active).sum();
    int left = Math.max(0, most - active);
    sites.forEach(
        (site, load) -> {
          if (load.isLocal()) {
            room.computeIfPresent(site, (same, had) -> Math.min(had, left));
          }
        });
  }

  /** What is under way to a site, for people. */
  synchronized SiteLine line(String site, boolean local) {
    DeliverySettings now = settings.get();
    SiteLoad load = sites.getOrDefault(site, new SiteLoad(local));
    int limit = local ? now.maxConcurrentPerLocalDomain() : now.maxConcurrentPerSite();
    return new SiteLine(load.active(), load.slow(), load.allowance(now), limit);
  }

  /** A site in numbers: attempts under way, those that are slow, and how many there may be now and at most. */
  record SiteLine(int active, int slow, int allowed, int limit) {}

  /** Takes a slot for a delivery. */
  synchronized Slot take(String site, boolean local) {
    SiteLoad load = load(site, local);
    load.begin();
    fast++;
    forgetIdleSites();
    return new Slot(site, load, local);
  }

  /** Takes a slot for a report, which takes no room at any site. */
  synchronized Slot take() {
    SiteLoad none = new SiteLoad(true);
    none.begin();
    fast++;
    return new Slot("", none, true);
  }

  private SiteLoad load(String site, boolean local) {
    return sites.computeIfAbsent(site, unknown -> new SiteLoad(local));
  }

  private void forgetIdleSites() {
    int over = sites.size() - IDLE_SITES;
    Iterator<SiteLoad> eldestFirst = sites.values().iterator();
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

    private final boolean local;
    private String site;
    private SiteLoad load;
    private Stage stage = Stage.FAST;

    private Slot(String site, SiteLoad load, boolean local) {
      this.site = site;
      this.load = load;
      this.local = local;
    }

    /** It turns out that the attempt is to this site: counts there, if there is room; answers whether it does. */
    boolean moveTo(String other) {
      synchronized (Slots.this) {
        if (site.equals(other)) {
          return true;
        }
        if (room().getOrDefault(other, 1) < 1 || stage == Stage.UNWRITTEN || stage == Stage.FREE) {
          return false;
        }
        SiteLoad its = load(other, local);
        if (stage == Stage.SLOW) {
          load.endSlow();
          its.beginSlow();
        } else {
          load.endFast();
          its.begin();
        }
        site = other;
        load = its;
        return true;
      }
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
