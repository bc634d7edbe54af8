package org.karamail.delivery.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.karamail.delivery.AttemptProgress;
import org.karamail.queue.Lease;

/**
 * An attempt while a transport has it: what it is about, since when, and the way to stop it.
 *
 * <p>The lock makes sure that an interrupt meets the transport and nothing that the thread does later.
 */
final class RunningAttempt implements AttemptProgress {

  /** Why it was told to stop. */
  enum Stop {
    NOT_STOPPED,
    TIME_OVER,
    SHUTDOWN
  }

  private final Lease lease;
  private final Slots.Slot slot;
  private final long startedAt;
  private final Thread worker = Thread.currentThread();
  private Stop stop = Stop.NOT_STOPPED;
  private boolean over;
  private volatile boolean handingOver;
  private volatile boolean siteRefuses;
  private volatile boolean turnedAway;
  private HostQuestion hosts = (host, address, port) -> Optional.empty();
  private Optional<Objection> objection = Optional.empty();

  /** Asks about a host; empty when it may be tried. */
  interface HostQuestion {
    Optional<Objection> ask(String host, InetAddress address, int port) throws InterruptedException;
  }

  /** Begins on the worker's own thread. */
  RunningAttempt(Lease lease, Slots.Slot slot, long startedAt) {
    this.lease = lease;
    this.slot = slot;
    this.startedAt = startedAt;
  }

  @Override
  public void handingOver() {
    handingOver = true;
  }

  @Override
  public void siteRefuses() {
    siteRefuses = true;
  }

  @Override
  public boolean hasRoom(String site) {
    turnedAway = !slot.moveTo(site);
    return !turnedAway;
  }

  /** Whether its site turned out to have no room, so that no attempt was made. */
  boolean isTurnedAway() {
    return turnedAway;
  }

  /** Whether the site refused everybody. */
  boolean isRefusedBySite() {
    return siteRefuses;
  }

  @Override
  public boolean mayTry(String host, InetAddress address, int port) throws InterruptedException {
    Optional<Objection> said = hosts.ask(host, address, port);
    objection = said.or(() -> objection);
    return said.isEmpty();
  }

  /** Who is asked about hosts; on the worker, before the transport is. */
  void askAboutHosts(HostQuestion question) {
    hosts = question;
  }

  /** What was said last against a host, if anything was. */
  Optional<Objection> objection() {
    return objection;
  }

  /** Whether the transport keeps the time itself now. */
  boolean isHandingOver() {
    return handingOver;
  }

  Lease lease() {
    return lease;
  }

  Slots.Slot slot() {
    return slot;
  }

  Thread worker() {
    return worker;
  }

  Duration age(long now) {
    return Duration.ofNanos(now - startedAt);
  }

  /** Interrupts the transport unless it has returned; answers whether this was the first time. */
  synchronized boolean interrupt(Stop reason) {
    if (over || stop != Stop.NOT_STOPPED) {
      return false;
    }
    stop = reason;
    worker.interrupt();
    return true;
  }

  /** The transport has returned; answers whether it was told to stop before. Called on the worker. */
  synchronized Stop end() {
    over = true;
    Thread.interrupted();
    return stop;
  }
}
