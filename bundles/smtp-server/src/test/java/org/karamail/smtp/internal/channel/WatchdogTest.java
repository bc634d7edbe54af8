package org.karamail.smtp.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.james.protocols.api.Response;
import org.junit.jupiter.api.Test;
import org.karamail.smtp.internal.bytes.Input;
import org.karamail.smtp.internal.session.Phase;
import org.slf4j.Logger;

class WatchdogTest {

  private static final long MILLISECOND = 1_000_000;

  private final List<String> lines = new ArrayList<>();
  private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
  private final Watchdog watchdog = new Watchdog(logger(), now::get);

  @Test
  void aQuickStepIsNotMentioned() {
    took(9);
    assertThat(lines).isEmpty();
  }

  @Test
  void aSlowStepIsNamedForThoseWhoLook() {
    took(10);
    assertThat(lines).containsExactly("debug [S1, MAIL, 10]");
  }

  @Test
  void anAlarmingStepIsAWarningButNotMoreOftenThanEveryTenSeconds() {
    took(250);
    took(5000);
    took(5000);
    assertThat(lines).extracting(line -> line.substring(0, line.indexOf(" ["))).containsExactly("warn", "debug", "warn");
  }

  private void took(long millis) {
    long began = now.get();
    now.addAndGet(millis * MILLISECOND);
    watchdog.stepEnded("S1", new Mail(), began);
  }

  private Logger logger() {
    return (Logger)
        Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) -> lines.add(method.getName() + " " + Arrays.toString((Object[]) arguments[1])));
  }

  private static final class Mail implements Phase {

    @Override
    public Optional<Response> pull(Input input) {
      return Optional.empty();
    }

    @Override
    public long deadline(long turn, long heard) {
      return turn;
    }

    @Override
    public String step() {
      return "MAIL";
    }

    @Override
    public boolean mayBeCut() {
      return true;
    }
  }
}
