package org.karamail.hook.engine.internal.run;

import java.util.List;
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

  @Param({"0", "1", "10"})
  public int hooks;

  private Bench bench;
  private List<Asked> asked;
  private MailFrom view;

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

  @Benchmark
  public GateDecision ask() {
    return bench.chains().gate(HookPoints.ON_MAIL_FROM, asked, edits -> view).toCompletableFuture().join();
  }
}
