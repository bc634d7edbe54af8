package org.karamail.hook.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the watchdog acts, told by a clock of the test's own: it is not started here, but made to look. */
class WatchdogTest {

  private static final long DEADLINE = Duration.ofMinutes(1).toNanos();

  private final HookPool pool = new HookPool(() -> 4);
  private final List<Watched> stubborn = new CopyOnWriteArrayList<>();
  private final Watchdog watchdog = new Watchdog(pool, stubborn::add);
  private final CountDownLatch release = new CountDownLatch(1);
  private final Code code = new Code();

  @AfterEach
  void end() {
    release.countDown();
    pool.close();
    watchdog.close();
  }

  @Test
  void aHookThatIgnoresItsInterruptIsToldOfOneSecondAfterItsFirstTimeOutAndOnce() {
    run(true);

    watchdog.look(DEADLINE - 1);
    assertThat(code.isOpen()).isTrue();
    watchdog.look(DEADLINE);
    assertThat(code.isOpen()).isFalse();
    assertThat(pool.lost()).isEqualTo(1);
    watchdog.look(DEADLINE + Duration.ofMillis(999).toNanos());
    assertThat(stubborn).isEmpty();
    watchdog.look(DEADLINE + Duration.ofSeconds(1).toNanos());
    assertThat(stubborn).containsExactly(code);
    watchdog.look(DEADLINE + Duration.ofSeconds(5).toNanos());
    assertThat(stubborn).hasSize(1);
  }

  @Test
  void aHookThatEndsWhenInterruptedIsNotStubborn() {
    run(false);

    watchdog.look(DEADLINE);
    await().until(() -> pool.threads().isEmpty());

    watchdog.look(DEADLINE + Duration.ofSeconds(5).toNanos());
    assertThat(stubborn).isEmpty();
  }

  private void run(boolean deaf) {
    pool.execute(
        new PoolTask() {
          @Override
          public boolean isShort() {
            return false;
          }

          @Override
          public void run() {
            var unused =
                HookThread.current().runPluginCode(
                    code,
                    Optional.empty(),
                    () -> {
                      waits(deaf);
                      return Answered.of(true);
                    });
          }
        });
    await().until(() -> pool.threads().stream().anyMatch(thread -> thread.pluginCode().isPresent()));
  }

  private void waits(boolean deaf) {
    boolean over = false;
    while (!over) {
      try {
        release.await();
        over = true;
      } catch (InterruptedException told) {
        over = !deaf;
      }
    }
  }

  /** A call that is overdue at the deadline. */
  private static final class Code implements Watched {

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Ledger ledger = new Ledger(() -> Duration.ofSeconds(30));

    @Override
    public boolean isOpen() {
      return open.get();
    }

    @Override
    public boolean isOverdue(long now) {
      return now >= DEADLINE;
    }

    @Override
    public boolean expire() {
      return open.compareAndSet(true, false);
    }

    @Override
    public Ledger ledger() {
      return ledger;
    }

    @Override
    public String whose() {
      return "nobody's";
    }
  }
}
