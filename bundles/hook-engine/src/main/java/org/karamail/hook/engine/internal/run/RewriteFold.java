package org.karamail.hook.engine.internal.run;

import org.karamail.hook.Edits;
import org.karamail.hook.HookFailure;
import org.karamail.hook.Rewrite;
import org.karamail.hook.engine.RewriteDecision;
import org.karamail.hook.engine.ViewSource;

/** Folds rewriters: each sees what the former left; a fault whose policy is not to go on defers. */
final class RewriteFold<V> implements Fold<V, RewriteDecision> {

  private final ViewSource<V> views;
  private Edits edits = Edits.NONE;
  private boolean deferred;

  RewriteFold(ViewSource<V> views) {
    this.views = views;
  }

  @Override
  public V view() {
    return views.with(edits);
  }

  @Override
  public boolean isDone(boolean required) {
    return deferred;
  }

  @Override
  public String judge(Object answer) {
    if (!(answer instanceof Rewrite given)) {
      return "a rewriter answers a Rewrite, not " + answer.getClass().getName();
    }
    return given.edits().list().stream().anyMatch(RewriteFold::isOfEnvelope)
        ? "a rewriter changes the message, not its envelope"
        : "";
  }

  private static boolean isOfEnvelope(Edits.Edit edit) {
    return edit instanceof Edits.Edit.ReplaceSender
        || edit instanceof Edits.Edit.AddRecipient
        || edit instanceof Edits.Edit.RemoveRecipient
        || edit instanceof Edits.Edit.SetPriority;
  }

  @Override
  public String take(Object answer, Asked asked) {
    String wrong = judge(answer);
    if (wrong.isEmpty()) {
      edits = edits.and(((Rewrite) answer).edits());
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
  public RewriteDecision result() {
    return new RewriteDecision(edits, deferred);
  }
}
