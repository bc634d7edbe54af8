package org.karamail.hook.engine.internal.run;

import org.karamail.hook.HookFailure;

/**
 * How the answers of the hooks at a point become one: a shape, and what has been said so far. Used by one thread at a time.
 *
 * @param <V> the view
 * @param <R> what the caller gets
 */
interface Fold<V, R> {

  /** What the next hook is shown. */
  V view();

  /** Whether nobody else needs to be asked, a required plugin's hook excepted if {@code required} is true. */
  boolean isDone(boolean required);

  /**
   * Takes an answer.
   *
   * @return what is wrong with it, or the empty text when it was legal and counts
   */
  String take(Object answer, Asked asked);

  /** Whether an answer would be legal, without taking it: for hooks in shadow mode. */
  String judge(Object answer);

  /** Takes a fault, for which the policy answers. */
  void takeFault(HookFailure.Policy policy, Asked asked);

  /** Takes that a hook could not be asked: for want of a permit, or because the chain's own budget is over. */
  void takeBusy(Asked asked);

  /** Everything said, folded. */
  R result();
}
