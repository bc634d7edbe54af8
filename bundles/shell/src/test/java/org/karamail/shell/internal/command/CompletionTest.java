package org.karamail.shell.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.model.RecipientState;
import org.karamail.testkit.MovableClock;

class CompletionTest {

  private final MovableClock clock = MovableClock.standing();
  private final InMemoryStore store = new InMemoryStore(clock);
  private final KarafShell shell = new KarafShell(clock, store);

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void offersTheNewestOpenMessages() {
    IntStream.rangeClosed(1, 300).forEach(day -> put(Duration.ofDays(day), RecipientState.DEFERRED));
    put(Duration.ofMinutes(1), RecipientState.DELIVERED);

    assertThat(shell.complete(IdCompleter.class, ""))
        .hasSize(50)
        .contains(id(Duration.ofDays(1)), id(Duration.ofDays(50)))
        .doesNotContain(id(Duration.ofDays(51)), id(Duration.ofMinutes(1)));
  }

  @Test
  void offersAMessageHoweverOldItIs() {
    put(Duration.ofDays(4000), RecipientState.HELD);

    assertThat(shell.complete(IdCompleter.class, "")).containsExactly(id(Duration.ofDays(4000)));
  }

  @Test
  void offersEveryPartOfASelector() {
    put(Duration.ofMinutes(1), RecipientState.QUEUED);

    assertThat(shell.complete(SelectorCompleter.class, ""))
        .containsExactlyInAnyOrder("state=", "sender=", "recipient=", "route=", "older=", "all", id(Duration.ofMinutes(1)));
    assertThat(shell.complete(SelectorCompleter.class, "state=h")).contains("state=held", "state=hold", "state=open");
    assertThat(shell.complete(SelectorCompleter.class, "state=held,d")).contains("state=held,deferred", "state=held,delayed");
    assertThat(shell.complete(SelectorCompleter.class, "sender=*@x")).containsExactly("sender=*@x");
  }

  @Test
  void offersOptionsInFrontOfAnArgumentAndBehindIt() {
    put(Duration.ofMinutes(1), RecipientState.QUEUED);

    assertThat(shell.complete("mail:queue-show --")).contains("--raw", "--json", "--all");
    assertThat(shell.complete("mail:queue-show " + id(Duration.ofMinutes(1)) + " --")).contains("--raw", "--json", "--all");
    assertThat(shell.complete("mail:queue-hold state=queued --reason x --j")).contains("--json");
    assertThat(shell.complete("mail:queue-show " + id(Duration.ofMinutes(1)) + " --raw ")).contains(id(Duration.ofMinutes(1)));
  }

  @Test
  void offersNothingWithoutAStore() {
    try (KarafShell storeless = new KarafShell(clock)) {
      assertThat(storeless.complete(IdCompleter.class, "")).isEmpty();
      assertThat(storeless.complete(SelectorCompleter.class, "")).contains("all");
    }
  }

  private void put(Duration ago, RecipientState state) {
    store.put(Samples.message(ago, "a@example.org", 1, Samples.recipient(0, "b@example.net", state)));
  }

  private static String id(Duration ago) {
    return Samples.id(ago).toString();
  }
}
