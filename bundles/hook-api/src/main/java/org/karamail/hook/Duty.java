package org.karamail.hook;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

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
  private volatile Occasion occasion = Occasion.NONE;

  /** Messages that are work whoever sends them. */
  private record Occasion(Set<Class<? extends Hook>> points, List<String> fields) {

    static final Occasion NONE = new Occasion(Set.of(), List.of());
  }

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

  /**
   * A message with a header field of one of these names is work at these points whoever sends it, also where there is work for
   * strangers only otherwise. What counts is the header as it came, before any hook has edited it.
   *
   * @param at points that see the message: those of the packages {@code message} and {@code content}
   * @param names such as {@code Authentication-Results}, in any case
   */
  public void forFieldsAt(List<Class<? extends Hook>> at, List<String> names) {
    occasion = new Occasion(Set.copyOf(at), List.copyOf(names));
  }

  /** Whether the hook is to be asked at a point, be it for some clients or messages only. */
  public boolean isAt(Class<? extends Hook> point) {
    Set<Class<? extends Hook>> now = points;
    return now == EVERYWHERE || now.contains(point);
  }

  /**
   * Whether the hook is to be asked at a point.
   *
   * @param mayRelay whether on behalf of a client that may relay, or of a stranger
   * @param mayHold whether the message holds a field of this name, as far as is known; asked on the calling thread
   */
  public boolean isAt(Class<? extends Hook> point, boolean mayRelay, Predicate<String> mayHold) {
    return isAt(point) && (!mayRelay || !strangersOnly.contains(point) || isOccasion(point, mayHold));
  }

  private boolean isOccasion(Class<? extends Hook> point, Predicate<String> mayHold) {
    Occasion now = occasion;
    return now.points().contains(point) && now.fields().stream().anyMatch(mayHold);
  }
}
