package org.karamail.testkit.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.karamail.hook.Answer;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Edits;
import org.karamail.hook.Finding;
import org.karamail.hook.Hook;
import org.karamail.hook.HookFailure;
import org.karamail.hook.Later;
import org.karamail.hook.Rewrite;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.RewriteDecision;
import org.karamail.hook.engine.ViewSource;
import org.karamail.message.HeaderBlock;

/** Asks handed hooks in order; a hook that throws gets the default policy of its point. */
final class HandedTransaction implements HookTransaction {

  private static final String COMPONENT = "test.plugin.Hook";

  private final List<Hook> hooks;
  private final HookSubject subject;
  private final ExecutorService thread;
  private final AtomicInteger open;
  private final AtomicInteger nextCommands;
  private final AtomicBoolean closed = new AtomicBoolean();

  HandedTransaction(
      List<Hook> hooks, HookSubject subject, ExecutorService thread, AtomicInteger open, AtomicInteger nextCommands) {
    this.hooks = hooks;
    this.subject = subject;
    this.thread = thread;
    this.open = open;
    this.nextCommands = nextCommands;
  }

  /** Counts it; there are no budgets here. */
  @Override
  public void nextCommand() {
    nextCommands.incrementAndGet();
  }

  @Override
  public boolean has(HookPoint<?, ?> point) {
    return hooks.stream().anyMatch(point.type()::isInstance);
  }

  @Override
  public boolean isAnybodyAt(Set<HookPoint<?, ?>> points, HeaderBlock received) {
    return points.stream().anyMatch(this::has);
  }

  @Override
  public <H extends Hook, V> CompletionStage<GateDecision> gate(HookPoint<H, V> point, ViewSource<V> views) {
    return asked(() -> decide(point, views));
  }

  @Override
  public <H extends Hook, V, R extends CheckResult> CompletionStage<List<R>> check(
      HookPoint<H, V> point, V view, boolean all, R temperror) {
    return asked(() -> found(point, view, all, temperror));
  }

  @Override
  public <H extends Hook, V, T> CompletionStage<Resolved<T>> resolve(HookPoint<H, V> point, V view, Class<T> type) {
    return asked(
        () -> {
          for (H hook : at(point)) {
            Optional<Object> answer = answer(point, hook, view);
            if (answer.isEmpty()) {
              return new Resolved<T>(Optional.empty(), true);
            }
            Optional<?> value = ((Answer<?>) answer.get()).value();
            if (value.isPresent()) {
              return new Resolved<>(value.map(type::cast), false);
            }
          }
          return new Resolved<T>(Optional.empty(), false);
        });
  }

  @Override
  public <H extends Hook, V> CompletionStage<RewriteDecision> rewrite(HookPoint<H, V> point, ViewSource<V> views) {
    return asked(
        () -> {
          Edits edits = Edits.NONE;
          for (H hook : at(point)) {
            Optional<Object> answer = answer(point, hook, views.with(edits));
            if (answer.isEmpty()) {
              return new RewriteDecision(edits, true);
            }
            edits = edits.and(((Rewrite) answer.get()).edits());
          }
          return new RewriteDecision(edits, false);
        });
  }

  @Override
  public <H extends Hook, V> void observe(HookPoint<H, V> point, V view) {
    thread.execute(() -> at(point).forEach(hook -> answer(point, hook, view)));
  }

  @Override
  public HookTransaction about(HookSubject other) {
    open.incrementAndGet();
    return new HandedTransaction(hooks, other, thread, open, nextCommands);
  }

  @Override
  public List<String> plugins() {
    return hooks.isEmpty() ? List.of() : List.of(HandedHooks.PLUGIN);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      open.decrementAndGet();
    }
  }

  private <R> CompletionStage<R> asked(Supplier<R> question) {
    return CompletableFuture.supplyAsync(question, thread);
  }

  private <H extends Hook> List<H> at(HookPoint<H, ?> point) {
    return hooks.stream().filter(point.type()::isInstance).map(point.type()::cast).toList();
  }

  private <H extends Hook, V> GateDecision decide(HookPoint<H, V> point, ViewSource<V> views) {
    Verdict verdict = Verdict.proceed();
    Duration delay = Duration.ZERO;
    Optional<String> quarantine = Optional.empty();
    Edits edits = Edits.NONE;
    List<Finding> findings = new ArrayList<>();
    for (H hook : at(point)) {
      Verdict given = verdict(point, hook, views.with(edits));
      edits = edits.and(given.edits());
      findings.addAll(given.findings());
      switch (given.kind()) {
        case PROCEED, ACCEPT -> {}
        case DELAY -> delay = given.delay();
        case QUARANTINE -> quarantine = Optional.of(given.reason());
        case DEFER, REJECT, DISCARD -> {
          verdict = given;
          return new GateDecision(verdict, delay, quarantine, edits, findings, Optional.of(COMPONENT));
        }
      }
    }
    return new GateDecision(verdict, delay, quarantine, edits, findings, Optional.empty());
  }

  private <H extends Hook, V> Verdict verdict(HookPoint<H, V> point, H hook, V view) {
    return answer(point, hook, view)
        .map(Verdict.class::cast)
        .orElseGet(
            () ->
                point.defaultFailure() == HookFailure.Policy.DEFER
                    ? Verdict.defer("4.3.0", "Not now; please try again later")
                    : Verdict.proceed());
  }

  private <H extends Hook, V, R extends CheckResult> List<R> found(
      HookPoint<H, V> point, V view, boolean all, R temperror) {
    List<R> results = new ArrayList<>();
    for (H hook : at(point)) {
      @SuppressWarnings("unchecked") // the point says what its hooks answer
      R result = (R) answer(point, hook, view).<Object>map(found -> ((CheckAnswer<?>) found).result()).orElse(temperror);
      results.add(result);
      if (!all) {
        return results;
      }
    }
    return results;
  }

  /** Empty for a fault. */
  private <H extends Hook, V> Optional<Object> answer(HookPoint<H, V> point, H hook, V view) {
    try {
      Object given = point.invoke(hook, view, new HandedCall(subject));
      return Optional.of(given instanceof Later<?> later ? later.stage().toCompletableFuture().join() : given);
    } catch (RuntimeException | Error fault) {
      return Optional.empty();
    }
  }
}
