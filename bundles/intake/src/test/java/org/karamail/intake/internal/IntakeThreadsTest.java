package org.karamail.intake.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeThreadsTest {

  private final IntakeThreads threads = new IntakeThreads();

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void whatFollowsAtOnceGoesOnWhereItIs() throws Exception {
    List<Thread> ran = new ArrayList<>();
    CompletableFuture<Void> done =
        CompletableFuture.runAsync(() -> ran.add(Thread.currentThread()), threads)
            .thenComposeAsync(
                first -> {
                  ran.add(Thread.currentThread());
                  return CompletableFuture.runAsync(() -> ran.add(Thread.currentThread()), threads);
                },
                threads);
    done.get(10, TimeUnit.SECONDS);

    assertThat(ran.get(2)).isSameAs(ran.get(1));
    assertThat(ran).extracting(Thread::getName).allMatch(name -> name.startsWith("karamail-intake-"));
  }

  @Test
  void stepsWithoutEndDoNotExhaustTheStack() throws Exception {
    CompletableFuture<Integer> counted = new CompletableFuture<>();
    threads.execute(() -> count(0, counted));

    assertThat(counted.get(30, TimeUnit.SECONDS)).isEqualTo(200_000);
  }

  private void count(int steps, CompletableFuture<Integer> counted) {
    if (steps == 200_000) {
      counted.complete(steps);
    } else {
      threads.execute(() -> count(steps + 1, counted));
    }
  }
}
