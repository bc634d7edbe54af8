package org.karamail.intake.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.karamail.hook.engine.AnswerThread;
import org.karamail.intake.HomeThread;

class StepsTest {

  private final Home home = new Home();
  private final Queue<Runnable> elsewhere = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();

  /** A thread whose turns the test takes. */
  private static final class Home implements HomeThread {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean current;
    private boolean ended;

    @Override
    public boolean isCurrent() {
      return current;
    }

    @Override
    public void execute(Runnable task) {
      if (ended) {
        throw new RejectedExecutionException("it has ended");
      }
      tasks.add(task);
    }

    int runAll() {
      int turns = 0;
      current = true;
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
        turns++;
      }
      current = false;
      return turns;
    }
  }

  /** As those of the engine. */
  private static final class AnsweringThread extends Thread implements AnswerThread {

    AnsweringThread(Runnable task) {
      super(task, "hook");
    }
  }

  @Test
  void aStepIsTakenWhereAHookHasAnswered() throws InterruptedException {
    AnsweringThread answering = new AnsweringThread(() -> steps(Optional.of(home)).execute(() -> done.add("step")));

    answering.start();
    answering.join();

    assertThat(done).containsExactly("step");
  }

  @Test
  void aStepThatFollowsSomethingElseIsTakenAtHome() {
    steps(Optional.of(home)).execute(() -> done.add("step"));

    assertThat(done).isEmpty();
    home.runAll();
    assertThat(done).containsExactly("step");
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void atHomeAStepFollowsOnTheSpot() {
    Steps steps = steps(Optional.of(home));
    steps.execute(() -> {
      steps.execute(() -> done.add("second"));
      done.add("after the second");
    });

    assertThat(home.runAll()).isEqualTo(1);
    assertThat(done).containsExactly("second", "after the second");
  }

  @Test
  void stepsWithoutEndLetTheStackGoNowAndThen() {
    Steps steps = steps(Optional.of(home));
    takeSteps(steps, 100);

    assertThat(home.runAll()).isBetween(3, 20);
    assertThat(done).hasSize(100);
  }

  @Test
  void whereHomeHasEndedOrThereIsNoneStepsAreTakenElsewhere() {
    steps(Optional.empty()).execute(() -> done.add("none"));
    home.ended = true;
    steps(Optional.of(home)).execute(() -> done.add("ended"));

    elsewhere.forEach(Runnable::run);
    assertThat(done).containsExactly("none", "ended");
  }

  private void takeSteps(Steps steps, int left) {
    if (left > 0) {
      steps.execute(() -> {
        done.add("step");
        takeSteps(steps, left - 1);
      });
    }
  }

  private Steps steps(Optional<HomeThread> of) {
    return new Steps(of, elsewhere::add);
  }
}
