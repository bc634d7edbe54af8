package org.karamail.smtp.internal.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.james.protocols.api.Response;
import org.karamail.hook.Hook;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HookTransaction;

/**
 * The gates of one command, asked one after the other, the first refusal being the last question. The reply, whichever it
 * is, is held for the longest delay that a hook asked for; neither questions nor delay hold a thread.
 *
 * <p>Belongs to the event loop of its session; used once.
 */
final class GateRun {

  private final HookTransaction hooks;
  private final Runnable ifClientLeaves;
  private final Deque<Supplier<CompletionStage<GateDecision>>> questions = new ArrayDeque<>();
  private Duration delay = Duration.ZERO;

  GateRun(HookTransaction hooks, Runnable ifClientLeaves) {
    this.hooks = hooks;
    this.ifClientLeaves = ifClientLeaves;
  }

  /** Adds a gate, if anybody is there. */
  <H extends Hook, V> GateRun at(HookPoint<H, V> point, Supplier<V> view) {
    if (hooks.has(point)) {
      V seen = view.get();
      questions.add(() -> hooks.gate(point, edits -> seen));
    }
    return this;
  }

  /** Asks them all and goes on with one of the two. */
  Response ask(Supplier<Response> allowed, Function<Refusal, Response> refused) {
    Supplier<CompletionStage<GateDecision>> question = questions.poll();
    return question == null
        ? held(allowed)
        : Pending.of(question.get(), decision -> decided(decision, allowed, refused)).ifClientLeaves(ifClientLeaves);
  }

  private Response decided(GateDecision decision, Supplier<Response> allowed, Function<Refusal, Response> refused) {
    delay = decision.replyDelay().compareTo(delay) > 0 ? decision.replyDelay() : delay;
    Optional<Refusal> refusal = Refusal.of(decision);
    return refusal.isPresent() ? held(() -> refused.apply(refusal.get())) : ask(allowed, refused);
  }

  private Response held(Supplier<Response> then) {
    if (delay.isZero()) {
      return then.get();
    }
    CompletableFuture<Boolean> over =
        new CompletableFuture<Boolean>().completeOnTimeout(true, delay.toNanos(), TimeUnit.NANOSECONDS);
    return Pending.of(over, waited -> then.get())
        .ifClientLeaves(
            () -> {
              over.complete(false);
              ifClientLeaves.run();
            });
  }
}
