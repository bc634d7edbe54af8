package org.karamail.delivery.internal;

/**
 * What is under way to one site, and how much more it may take. Belongs to {@link Slots}, which guards it.
 *
 * <p>A site begins with one attempt and is allowed one more for each that ends before it becomes slow, up
 * to the limit: doubling from turn to turn for a host that answers, and one single slot for a host that does not. An attempt
 * that becomes slow halves that. While the median of its last eight attempts is slow, of two at least, the site gets no
 * other until those under way have ended, and then one. So forty tarpits hold forty fast slots for five seconds at most, and two slow ones each after that.
 *
 * <p>A site of local mailboxes has its limit at once.
 */
final class SiteLoad {

  private static final int REMEMBERED = 8;
  private static final int FEWEST = 2;

  private final boolean local;
  private int fast;
  private int slow;
  private int allowance = 1;
  private int known;
  /** A bit for each of the last attempts, set for one that became slow. */
  private int slowOnes;

  SiteLoad(boolean local) {
    this.local = local;
  }

  int room(DeliverySettings settings) {
    if (local) {
      return atLeastNothing(settings.maxConcurrentPerLocalDomain() - fast - slow);
    }
    if (isSlowAsARule()) {
      return isIdle() ? 1 : 0;
    }
    int limit = settings.maxConcurrentPerSite();
    return atLeastNothing(Math.min(Math.min(allowance, limit) - fast, limit - fast - slow));
  }

  boolean isLocal() {
    return local;
  }

  boolean isIdle() {
    return active() == 0;
  }

  int active() {
    return fast + slow;
  }

  int slow() {
    return slow;
  }

  /** How many attempts it is thought good for now. */
  int allowance(DeliverySettings settings) {
    return local ? settings.maxConcurrentPerLocalDomain() : Math.min(allowance, settings.maxConcurrentPerSite());
  }

  void begin() {
    fast++;
  }

  /** An attempt comes that has become slow before anybody knew that it was to this site. */
  void beginSlow() {
    slow++;
  }

  void becomeSlow() {
    fast--;
    slow++;
    remember(1);
    allowance = Math.max(1, allowance / 2);
  }

  /** An attempt was over before it became slow; its slot may still be held. */
  void answered(DeliverySettings settings) {
    remember(0);
    allowance = Math.min(allowance + 1, settings.maxConcurrentPerSite());
  }

  void endFast() {
    fast--;
  }

  void endSlow() {
    slow--;
  }

  private void remember(int slowOne) {
    known = Math.min(known + 1, REMEMBERED);
    slowOnes = (slowOnes << 1 | slowOne) & ((1 << REMEMBERED) - 1);
  }

  private boolean isSlowAsARule() {
    return known >= FEWEST && Integer.bitCount(slowOnes) * 2 > known;
  }

  private static int atLeastNothing(int room) {
    return Math.max(0, room);
  }
}
