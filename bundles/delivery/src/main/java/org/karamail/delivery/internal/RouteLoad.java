package org.karamail.delivery.internal;

/**
 * What is under way on one route, and how much more it may take. Belongs to {@link Slots}, which guards it.
 *
 * <p>A route to another host begins with one attempt and is allowed one more for each that ends before it becomes slow, up
 * to the limit: doubling from turn to turn for a host that answers, and one single slot for a host that does not. An attempt
 * that becomes slow halves that. When two in a row have become slow, the route gets no other until they have ended, and then
 * one. So forty tarpits hold forty fast slots for five seconds at most, and two slow ones each after that.
 *
 * <p>A local route has its limit at once.
 */
final class RouteLoad {

  private static final int SUSPECT = 2;

  private final boolean local;
  private int fast;
  private int slow;
  private int allowance = 1;
  private int slowInARow;

  RouteLoad(boolean local) {
    this.local = local;
  }

  int room(DeliverySettings settings) {
    if (local) {
      return atLeastNothing(settings.maxConcurrentPerLocalRoute() - fast - slow);
    }
    if (slowInARow >= SUSPECT) {
      return isIdle() ? 1 : 0;
    }
    int limit = settings.maxConcurrentPerRoute();
    return atLeastNothing(Math.min(Math.min(allowance, limit) - fast, limit - fast - slow));
  }

  boolean isIdle() {
    return fast + slow == 0;
  }

  void begin() {
    fast++;
  }

  void becomeSlow() {
    fast--;
    slow++;
    slowInARow++;
    allowance = Math.max(1, allowance / 2);
  }

  /** An attempt was over before it became slow; its slot may still be held. */
  void answered(DeliverySettings settings) {
    slowInARow = 0;
    allowance = Math.min(allowance + 1, settings.maxConcurrentPerRoute());
  }

  void endFast() {
    fast--;
  }

  void endSlow() {
    slow--;
  }

  private static int atLeastNothing(int room) {
    return Math.max(0, room);
  }
}
