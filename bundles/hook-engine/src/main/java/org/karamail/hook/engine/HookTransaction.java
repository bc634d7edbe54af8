package org.karamail.hook.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Hook;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.message.HeaderBlock;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The hooks of one connection, mail transaction or delivery attempt, pinned from begin to close. One question at a time;
 * closing it while a question is open cancels that. Answers come on an {@link AnswerThread}, or at once.
 */
@ProviderType
public interface HookTransaction extends AutoCloseable {

  /**
   * Says that a client has sent another command: the points asked from now on have a budget of their own, together. The
   * first command of a transaction begins with it.
   */
  void nextCommand();

  /** Whether anybody is registered at a point: if not, asking it is not worth building a view. */
  boolean has(HookPoint<?, ?> point);

  /**
   * Whether anybody is to be asked about a message at one of these points.
   *
   * @param received its header as it came in
   */
  boolean isAnybodyAt(Set<HookPoint<?, ?>> points, HeaderBlock received);

  /**
   * Asks a gate.
   *
   * @param views builds the view for the message as edited so far; called on hook threads
   */
  <H extends Hook, V> CompletionStage<GateDecision> gate(HookPoint<H, V> point, ViewSource<V> views);

  /**
   * Asks a check.
   *
   * @param all whether all hooks answer, or the first answer counts
   * @param temperror what stands for the answer of a hook that faulted
   */
  <H extends Hook, V, R extends CheckResult> CompletionStage<List<R>> check(
      HookPoint<H, V> point, V view, boolean all, R temperror);

  /** Asks a resolver; the answer says whether there is a value, none, or that the question must be asked again later. */
  <H extends Hook, V, T> CompletionStage<Resolved<T>> resolve(HookPoint<H, V> point, V view, Class<T> type);

  /** Asks a rewriter. */
  <H extends Hook, V> CompletionStage<RewriteDecision> rewrite(HookPoint<H, V> point, ViewSource<V> views);

  /** Tells observers; nobody waits for them, and closing the transaction does not cancel it. */
  <H extends Hook, V> void observe(HookPoint<H, V> point, V view);

  /**
   * The same pins on behalf of something else: of a message that has its id by now. The pins last until both are closed.
   */
  HookTransaction about(HookSubject other);

  /** Which versions of which plugins are pinned, {@code name/version}, for the trace. */
  List<String> plugins();

  /** Lets go of the pinned plugins. Idempotent. */
  @Override
  void close();

  /**
   * What a resolver found.
   *
   * @param value what it answered; empty when all passed
   * @param deferred whether a fault forbids to go on with the built-in answer
   */
  record Resolved<T>(Optional<T> value, boolean deferred) {}
}
