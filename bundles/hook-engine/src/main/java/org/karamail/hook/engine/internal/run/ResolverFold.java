package org.karamail.hook.engine.internal.run;

import java.util.Optional;
import org.karamail.hook.Answer;
import org.karamail.hook.HookFailure;
import org.karamail.hook.engine.HookTransaction.Resolved;

/** Folds resolvers: the first value wins; a fault whose policy is not to go on defers. */
final class ResolverFold<V, T> implements Fold<V, Resolved<T>> {

  private final V view;
  private final Class<T> type;
  private Optional<T> value = Optional.empty();
  private boolean deferred;

  ResolverFold(V view, Class<T> type) {
    this.view = view;
    this.type = type;
  }

  @Override
  public V view() {
    return view;
  }

  @Override
  public boolean isDone(boolean required) {
    return deferred || value.isPresent();
  }

  @Override
  public String judge(Object answer) {
    boolean legal = answer instanceof Answer<?> given && given.value().map(type::isInstance).orElse(true);
    return legal ? "" : "this resolver answers " + type.getName();
  }

  @Override
  public String take(Object answer, Asked asked) {
    String wrong = judge(answer);
    if (wrong.isEmpty()) {
      value = ((Answer<?>) answer).value().map(type::cast);
    }
    return wrong;
  }

  @Override
  public void takeFault(HookFailure.Policy policy, Asked asked) {
    deferred = policy != HookFailure.Policy.CONTINUE;
  }

  @Override
  public void takeBusy(Asked asked) {
    deferred = true;
  }

  @Override
  public Resolved<T> result() {
    return new Resolved<>(value, deferred);
  }
}
