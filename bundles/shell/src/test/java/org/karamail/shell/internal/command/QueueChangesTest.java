package org.karamail.shell.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueuedRecipient;
import org.karamail.queue.Selector;
import org.karamail.queue.store.StoreHealth;
import org.karamail.testkit.MovableClock;

class QueueChangesTest {

  private static final Duration OLD = Duration.ofHours(5);
  private static final Duration YOUNG = Duration.ofMinutes(5);

  private final MovableClock clock = MovableClock.standing();
  private final InMemoryStore store = new InMemoryStore(clock);
  private final KarafShell shell = new KarafShell(clock, store);

  @AfterEach
  void close() {
    shell.close();
  }

  @BeforeEach
  void fill() {
    store.put(
        Samples.message(
            OLD,
            "alice@example.org",
            1,
            Samples.deferred(0, "bob@example.net", 3, Duration.ofMinutes(4), "Later"),
            Samples.held(1, "carol@example.net", "by hand")));
    store.put(
        Samples.message(
            YOUNG,
            "dave@example.com",
            1,
            Samples.recipient(0, "bob@example.net", RecipientState.QUEUED),
            Samples.recipient(1, "erin@example.net", RecipientState.FAILED)));
  }

  @Test
  void holdsWithAReason() {
    assertThat(shell.run("mail:queue-hold recipient=bob@* --reason 'asked by bob'").lines()).containsExactly("held 2 recipients");
    assertThat(states()).isEqualTo("HELD HELD HELD FAILED");
    assertThat(store.get(Samples.id(YOUNG)).orElseThrow().recipients().get(0).detail()).isEqualTo("asked by bob");
  }

  @Test
  void releases() {
    assertThat(shell.run("mail:queue-release " + Samples.id(OLD)).lines()).containsExactly("released 1 recipient");
    assertThat(states()).isEqualTo("DEFERRED QUEUED QUEUED FAILED");
  }

  @Test
  void retriesWhatWasTriedAndLeavesTheHeld() {
    assertThat(shell.run("mail:queue-retry all").lines()).containsExactly("made due 2 recipients");
    assertThat(states()).isEqualTo("QUEUED HELD QUEUED QUEUED");
  }

  @Test
  void retriesTheHeldWhenTheyAreNamed() {
    assertThat(shell.run("mail:queue-retry state=held").lines()).containsExactly("made due 1 recipient");
    assertThat(states()).isEqualTo("DEFERRED QUEUED QUEUED FAILED");
  }

  @Test
  void flushingHasSitesTriedThatAreLeftAlone() {
    StandingDelivery delivery = new StandingDelivery(false);
    try (KarafShell connected = new KarafShell(clock, store, delivery)) {
      connected.run("mail:queue-flush");
    }
    assertThat(delivery.sitesTried()).hasValue(1);
  }

  @Test
  void flushesTheDeferred() {
    assertThat(shell.run("mail:queue-flush").lines()).containsExactly("made due 1 recipient");
    assertThat(states()).isEqualTo("QUEUED HELD QUEUED FAILED");
  }

  @Test
  void deletesByIdAtOnce() {
    assertThat(shell.run("mail:queue-delete " + Samples.id(OLD)).lines()).containsExactly("deleted 2 recipients");
    assertThat(states()).isEqualTo("CANCELLED CANCELLED QUEUED FAILED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "all | this would delete 3 recipients of 2 messages; add --yes to do it",
        "older=2h | this would delete 2 recipients of 1 message; add --yes to do it",
        "recipient=carol@* | this would delete 1 recipient of 1 message; add --yes to do it",
      })
  void deletesByConditionsOnlyWhenSure(String selector, String line) {
    assertThat(shell.run("mail:queue-delete " + selector))
        .isEqualTo(new KarafShell.Outcome("mail:queue-delete: " + line + "\n", 1));
    assertThat(states()).isEqualTo("DEFERRED HELD QUEUED FAILED");
    assertThat(shell.run("mail:queue-delete " + selector + " --yes").status()).isZero();
    assertThat(states()).contains("CANCELLED");
  }

  @Test
  void tellsProgramsHowManyItChanged() {
    assertThat(shell.run("mail:queue-hold --json all").json().toString()).isEqualTo("{\"done\":\"held\",\"recipients\":2}");
    assertThat(shell.run("mail:queue-flush --json").json().toString()).isEqualTo("{\"done\":\"made due\",\"recipients\":0}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail:queue-hold state=failed | held nothing: none of what matches is queued, scheduled, active or deferred",
        "mail:queue-release state=queued | released nothing: none of what matches is held",
        "mail:queue-retry state=queued"
            + " | nothing to retry: none of what matches is deferred, failed or expired (state=held or state=scheduled means those)",
        "mail:queue-delete --yes state=failed | deleted nothing: none of what matches is open",
      })
  void saysWhyNothingWasChanged(String command, String line) {
    assertThat(shell.run(command)).isEqualTo(new KarafShell.Outcome(line + "\n", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"queue-hold", "queue-release", "queue-retry", "queue-delete"})
  void refusesWhatIsNoSelectorAndIdsItDoesNotKnow(String command) {
    assertThat(shell.run("mail:" + command))
        .isEqualTo(
            refused(command, "say which; accepted are queue ids, conditions state=, sender=, recipient=, route=, older=, or all"));
    assertThat(shell.run("mail:" + command + " state=stuck").text()).startsWith("mail:" + command + ": no state 'stuck'; accepted are");
    assertThat(shell.run("mail:" + command + " 1KJMM0XH000000001"))
        .isEqualTo(refused(command, "no message 1KJMM0XH000000001 in the queue"));
    assertThat(shell.run("mail:" + command + " all --sure").text()).startsWith("mail:" + command + ": no option --sure; accepted are");
    assertThat(states()).isEqualTo("DEFERRED HELD QUEUED FAILED");
  }

  @Test
  void saysThatTheStoreIsClosedInOneLine() {
    store.is(StoreHealth.State.FAILED, "", 0);

    assertThat(shell.run("mail:queue-hold all"))
        .isEqualTo(refused("queue-hold", "the store is closed: a write failed: /data/queue\\x0AEIO"));
  }

  @Test
  void pausesAndResumes() {
    assertThat(shell.run("mail:queue-pause").lines())
        .containsExactly("paused: mail is taken in and kept; nothing is delivered until mail:queue-resume, also after a restart");
    assertThat(store.isPaused()).isTrue();
    assertThat(shell.run("mail:queue-resume").lines()).containsExactly("resumed: what is due is delivered");
    assertThat(store.isPaused()).isFalse();
    assertThat(shell.run("mail:queue-pause --json").json().toString())
        .isEqualTo("{\"paused\":true,\"pausedByConfiguration\":false}");
  }

  @Test
  void doesNotPromiseDeliveriesThatTheConfigurationForbids() {
    try (KarafShell configured = new KarafShell(clock, store, new StandingDelivery(true))) {
      assertThat(configured.run("mail:queue-resume").lines())
          .containsExactly(
              "resumed, but delivery stays paused by its configuration: set paused=false in etc/karamail.delivery.cfg");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "queue-list", "queue-show x", "queue-stats", "queue-hold all", "queue-release all", "queue-retry all",
        "queue-delete all", "queue-flush", "queue-pause", "queue-resume", "trace x"
      })
  void existWhileThereIsNoStoreAndSaySo(String line) {
    try (KarafShell storeless = new KarafShell(clock)) {
      assertThat(storeless.run("mail:" + line))
          .isEqualTo(refused(line.replaceAll(" .*", ""), "there is no queue: its store has not started; log:display tells why"));
    }
  }

  private static KarafShell.Outcome refused(String command, String reason) {
    return new KarafShell.Outcome("mail:" + command + ": " + reason + "\n", 1);
  }

  private String states() {
    return String.join(
        " ",
        store.search(Selector.ALL, Optional.empty(), 10).stream()
            .flatMap(message -> message.recipients().stream())
            .map(QueuedRecipient::state)
            .map(RecipientState::name)
            .toList());
  }
}
