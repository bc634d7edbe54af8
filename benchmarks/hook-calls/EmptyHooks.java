package org.karamail.hook.engine.internal.run;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.karamail.hook.MailFrom;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.transaction.MailFromHook;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What asking a gate costs whose hooks do nothing: from the question on a caller's thread to the decision, the way to a hook
 * thread and back included. In the engine's own package, because it runs its chains without plugins around them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EmptyHooks {

  private static final int IN_FLIGHT = 16;

  @Param({"0", "1", "10"})
  public int hooks;

  private Bench bench;
  private List<Asked> asked;
  private MailFrom view;
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT);

  @Setup
  public void register() {
    bench = new Bench();
    view = SampleViews.of(HookPoints.ON_MAIL_FROM);
    MailFromHook empty = (mail, call) -> Verdict.proceed();
    asked =
        IntStream.range(0, hooks)
            .mapToObj(number -> bench.asked(HookPoints.ON_MAIL_FROM, "empty" + number, empty).build())
            .toList();
  }

  @TearDown
  public void close() {
    bench.close();
  }

  /** One question after the other: each pays for waking a hook thread, and for waking the caller. */
  @Benchmark
  public GateDecision ask() {
    return decision().toCompletableFuture().join();
  }

  /** As a server under load asks: sixteen sessions, none of which waits for another. */
  @Benchmark
  @OperationsPerInvocation(IN_FLIGHT * IN_FLIGHT)
  public void askUnderLoad() throws InterruptedException {
    for (int i = 0; i < IN_FLIGHT * IN_FLIGHT; i++) {
      inFlight.acquire();
      decision().whenComplete((decided, failed) -> inFlight.release());
    }
    inFlight.acquire(IN_FLIGHT);
    inFlight.release(IN_FLIGHT);
  }

  private CompletionStage<GateDecision> decision() {
    return bench.chains().gate(HookPoints.ON_MAIL_FROM, asked, edits -> view);
  }
}
