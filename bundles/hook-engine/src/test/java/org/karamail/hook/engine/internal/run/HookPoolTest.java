package org.karamail.hook.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HookPoolTest {

  private static final int MOST_BEHIND_ONE = 4;

  private final HookPool pool = new HookPool(() -> 8);
  private final List<Task> tasks = new ArrayList<>();

  /** A task that runs until the test lets it end. */
  private static final class Task implements PoolTask {

    private final boolean brief;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile String thread = "";

    Task(boolean brief) {
      this.brief = brief;
    }

    @Override
    public boolean isShort() {
      return brief;
    }

    @Override
    public void run() {
      thread = Thread.currentThread().getName();
      begun.countDown();
      try {
        end.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    boolean hasBegun() {
      return begun.getCount() == 0;
    }

    void awaitBegun() throws InterruptedException {
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @AfterEach
  void end() {
    tasks.forEach(task -> task.end.countDown());
    pool.close();
  }

  @Test
  void aShortTaskWaitsForTheThreadOfAnother() throws InterruptedException {
    Task first = running(true);
    Task second = given(true);

    first.end.countDown();
    second.awaitBegun();

    assertThat(second.thread).isEqualTo(first.thread);
    assertThat(pool.threads()).hasSize(1);
  }

  @Test
  void nobodyWaitsBehindATaskThatMayTakeLong() throws InterruptedException {
    running(false);

    given(true).awaitBegun();
    given(false).awaitBegun();
  }

  @Test
  void aTaskThatMayTakeLongDoesNotWaitBehindAShortOne() throws InterruptedException {
    running(true);

    given(false).awaitBegun();
  }

  @Test
  void whatWaitsBehindATaskThatOnlySeemedShortIsHandedToOthersAtTheNextLook() throws InterruptedException {
    running(true);
    Task second = given(true);
    assertThat(second.hasBegun()).isFalse();

    pool.spread();

    second.awaitBegun();
  }

  @Test
  void aFewWaitBehindOneAndTheNextWakesAThread() throws InterruptedException {
    running(true);
    for (int i = 0; i < MOST_BEHIND_ONE; i++) {
      given(true);
    }
    assertThat(pool.backlog()).isEqualTo(MOST_BEHIND_ONE);

    given(true);

    await().until(() -> tasks.stream().filter(Task::hasBegun).count() == 2);
  }

  @Test
  void whatWaitsForAThreadThatIsToEndIsTakenByAnother() throws InterruptedException {
    Task first = running(true);
    Task second = given(true);

    pool.retireThreads();
    first.end.countDown();

    second.awaitBegun();
    assertThat(second.thread).isNotEqualTo(first.thread);
  }

  private Task running(boolean brief) throws InterruptedException {
    Task task = given(brief);
    task.awaitBegun();
    return task;
  }

  private Task given(boolean brief) {
    Task task = new Task(brief);
    tasks.add(task);
    assertThat(pool.execute(task)).isTrue();
    return task;
  }
}
