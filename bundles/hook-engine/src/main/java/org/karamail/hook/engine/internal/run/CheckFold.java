package org.karamail.hook.engine.internal.run;

import java.util.ArrayList;
import java.util.List;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult;
import org.karamail.hook.HookFailure;

/** Folds checks: the first answer, or all of them; a fault is a temperror, never a none. */
final class CheckFold<V, R extends CheckResult> implements Fold<V, List<R>> {

  private final V view;
  private final boolean all;
  private final R temperror;
  private final Class<?> type;
  private final List<R> results = new ArrayList<>();

  CheckFold(V view, boolean all, R temperror) {
    this.view = view;
    this.all = all;
    this.temperror = temperror;
    this.type = temperror.getClass();
  }

  @Override
  public V view() {
    return view;
  }

  @Override
  public boolean isDone(boolean required) {
    return !all && !results.isEmpty();
  }

  @Override
  public String judge(Object answer) {
    return answer instanceof CheckAnswer<?> given && type.isInstance(given.result())
        ? ""
        : "this check answers " + type.getName();
  }

  @Override
  @SuppressWarnings("unchecked")
  public String take(Object answer, Asked asked) {
    String wrong = judge(answer);
    if (wrong.isEmpty()) {
      results.add((R) ((CheckAnswer<?>) answer).result());
    }
    return wrong;
  }

  @Override
  public void takeFault(HookFailure.Policy policy, Asked asked) {
    results.add(temperror);
  }

  @Override
  public void takeBusy(Asked asked) {
    results.add(temperror);
  }

  @Override
  public List<R> result() {
    return List.copyOf(results);
  }
}
