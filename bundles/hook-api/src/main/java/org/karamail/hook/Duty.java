package org.karamail.hook;

import java.util.List;
import java.util.Set;

/**
 * At which of its points a hook has work, as it stands now. A hook that has none somewhere, because no rule is set or no
 * server is named, says so here and is not asked: mail passes without a change of threads, as if it were not installed.
 *
 * <p>Begins everywhere. The hook keeps one of its own, changes it whenever its settings do, and hands the same one to the
 * engine:
 *
 * <pre>{@code
 * private final Duty duty = new Duty();
 *
 * @Modified
 * void modified(Map<String, Object> properties) {
 *   rules = Rules.read(properties);
 *   duty.everywhereIf(!rules.isEmpty());
 * }
 *
 * @Override
 * public Duty duty() {
 *   return duty;
 * }
 * }</pre>
 *
 * <p>It holds for the points that mail passes. Figures, errors and recoveries are told to a hook in any case.
 *
 * <p>A change counts from the next question on; a message that is being asked about when a hook takes up its duty may pass
 * without it. Safe on any thread.
 */
public final class Duty {

  private static final Set<Class<? extends Hook>> EVERYWHERE = Set.of(Hook.class);

  private volatile Set<Class<? extends Hook>> points = EVERYWHERE;
  private volatile Set<Class<? extends Hook>> strangersOnly = Set.of();

  /** A duty at every point. */
  public Duty() {}

  /** There is work at every point of the hook, or at none. */
  public void everywhereIf(boolean work) {
    points = work ? EVERYWHERE : Set.of();
  }

  /**
   * There is work at these points and at no others.
   *
   * @param at the interfaces of the points, such as {@code RcptToHook.class}
   */
  public void onlyAt(List<Class<? extends Hook>> at) {
    points = Set.copyOf(at);
  }

  /**
   * There is work at these points for strangers only: nothing is asked there on behalf of clients that may relay, our own
   * users and networks ({@link Session#mayRelay}).
   */
  public void forStrangersAt(List<Class<? extends Hook>> at) {
    strangersOnly = Set.copyOf(at);
  }

  /** Whether the hook is to be asked at a point, be it for strangers only. */
  public boolean isAt(Class<? extends Hook> point) {
    Set<Class<? extends Hook>> now = points;
    return now == EVERYWHERE || now.contains(point);
  }

  /** Whether the hook is to be asked at a point on behalf of a client that may relay, or of a stranger. */
  public boolean isAt(Class<? extends Hook> point, boolean mayRelay) {
    return isAt(point) && !(mayRelay && strangersOnly.contains(point));
  }
}
