package org.karamail.hook.engine.internal.registry;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Edits;
import org.karamail.hook.Hook;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.RewriteDecision;
import org.karamail.hook.engine.ViewSource;
import org.karamail.message.HeaderBlock;

/** The transaction where nobody is registered: every answer is there at once, and nothing is pinned. */
enum EmptyTransaction implements HookTransaction {
  INSTANCE;

  @Override
  public void nextCommand() {}

  @Override
  public boolean has(HookPoint<?, ?> point) {
    return false;
  }

  @Override
  public boolean isAnybodyAt(Set<HookPoint<?, ?>> points, HeaderBlock received) {
    return false;
  }

  @Override
  public <H extends Hook, V> CompletionStage<GateDecision> gate(HookPoint<H, V> point, ViewSource<V> views) {
    return CompletableFuture.completedStage(GateDecision.PROCEED);
  }

  @Override
  public <H extends Hook, V, R extends CheckResult> CompletionStage<List<R>> check(
      HookPoint<H, V> point, V view, boolean all, R temperror) {
    return CompletableFuture.completedStage(List.of());
  }

  @Override
  public <H extends Hook, V, T> CompletionStage<Resolved<T>> resolve(HookPoint<H, V> point, V view, Class<T> type) {
    return CompletableFuture.completedStage(new Resolved<>(Optional.empty(), false));
  }

  @Override
  public <H extends Hook, V> CompletionStage<RewriteDecision> rewrite(HookPoint<H, V> point, ViewSource<V> views) {
    return CompletableFuture.completedStage(new RewriteDecision(Edits.NONE, false));
  }

  @Override
  public <H extends Hook, V> void observe(HookPoint<H, V> point, V view) {}

  @Override
  public HookTransaction about(HookSubject other) {
    return this;
  }

  @Override
  public List<String> plugins() {
    return List.of();
  }

  @Override
  public void close() {}
}
