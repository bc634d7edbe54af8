package org.karamail.hook.engine.internal.run;

import java.util.Optional;
import org.karamail.hook.HookFailure;

/** Observers are told and have no say. */
final class ObserverFold<V> implements Fold<V, Boolean> {

  private final V view;

  ObserverFold(V view) {
    this.view = view;
  }

  @Override
  public V view() {
    return view;
  }

  @Override
  public boolean isDone(boolean required) {
    return false;
  }

  @Override
  public String judge(Object answer) {
    return answer.equals(Optional.empty()) ? "" : "an observer answers nothing";
  }

  @Override
  public String take(Object answer, Asked asked) {
    return judge(answer);
  }

  @Override
  public void takeFault(HookFailure.Policy policy, Asked asked) {}

  @Override
  public void takeBusy(Asked asked) {}

  @Override
  public Boolean result() {
    return true;
  }
}
