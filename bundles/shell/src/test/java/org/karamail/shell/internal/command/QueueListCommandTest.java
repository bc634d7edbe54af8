package org.karamail.shell.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.model.RecipientState;
import org.karamail.testkit.MovableClock;

class QueueListCommandTest {

  private final MovableClock clock = MovableClock.standing();
  private final InMemoryStore store = new InMemoryStore(clock);
  private final KarafShell shell = new KarafShell(clock, store);

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void listsWhatIsOpenOldestFirst() {
    store.put(Samples.message(Duration.ofHours(3), "old@example.org", 900, Samples.delivered(0, "done@example.net")));
    putThree();

    assertThat(shell.run("mail:queue-list").lines())
        .containsExactly(
            "ID                 AGE   SIZE  STATE           TRY  NEXT   SENDER                         RECIPIENTS",
            "1KJMM0XH000000000   5m  5.2KB  deferred          3  in 4m  alice@example.org              bob@example.net",
            "1KJMM2R4000000000   4m   52KB  held,delivered    1  -      <>                             +1 bob@example.net",
            "1KJMM4JQ000000000   3m   51MB  active,queued     0  now    a-rather-long-address@depar..  +1 a-rather-long-address@dep..");
  }

  @Test
  void fitsATerminalOf80Columns() {
    putThree();

    assertThat(shell.runIn(80, "mail:queue-list").lines())
        .containsExactly(
            "ID                AGE  SIZE STATE         TRY NEXT  SENDER        RECIPIENTS",
            "1KJMM0XH000000000  5m 5.2KB deferred        3 in 4m alice@examp.. bob@example...",
            "1KJMM2R4000000000  4m  52KB held,delive..   1 -     <>            +1 bob@examp..",
            "1KJMM4JQ000000000  3m  51MB active,queued   0 now   a-rather-lo.. +1 a-rather-..")
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void showsTheNextPageByItsOwnHint() {
    putThree();

    KarafShell.Outcome first = shell.run("mail:queue-list --limit 2 'sender=*' state=open");

    assertThat(first.lines()).hasSize(4).last().isEqualTo("more: mail:queue-list --after 1KJMM2R4000000000 --limit 2 sender=* state=open");
    assertThat(shell.run(first.lines().get(3).substring("more: ".length())).lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("1KJMM4JQ000000000");
    assertThat(shell.run("mail:queue-list --after 1KJMM4JQ000000000").lines()).containsExactly("nothing follows");
  }

  @Test
  void findsTheStuckWithoutTheBusy() {
    store.put(
        Samples.message(
            Duration.ofHours(9), "a@example.org", 1, Samples.deferred(0, "stuck@example.net", 6, Duration.ofHours(1), "No")));
    putThree();

    assertThat(shell.run("mail:queue-list --stuck").lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains("stuck@example.net"))
        .anySatisfy(line -> assertThat(line).contains("held,delivered"));
    assertThat(shell.run("mail:queue-list --stuck --attempts 2 --json").ids())
        .containsExactly("1KJKND9W000000000", "1KJMM0XH000000000", "1KJMM2R4000000000");
    assertThat(shell.run("mail:queue-list --stuck --attempts 2 recipient=stuck*").lines()).hasSize(2);
  }

  @Test
  void pagesThroughManyMoreThanItReadsAtOnce() {
    IntStream.range(0, 1300)
        .forEach(
            i ->
                store.put(
                    Samples.message(
                        Duration.ofSeconds(2000 - i), "a@example.org", 1, Samples.recipient(0, "b@example.net", RecipientState.QUEUED))));

    assertThat(shell.run("mail:queue-list --limit 1300 --json").ids()).hasSize(1300).isSorted();
    assertThat(shell.run("mail:queue-list --limit 1299 --json").json().get("next").asText())
        .isEqualTo(Samples.id(Duration.ofSeconds(702)).toString());
  }

  private void putThree() {
    store.put(
        Samples.message(
            Duration.ofMinutes(5),
            "alice@example.org",
            5321,
            Samples.deferred(0, "bob@example.net", 3, Duration.ofMinutes(4), "Try again later")));
    store.put(
        Samples.message(
            Duration.ofMinutes(4),
            "",
            53_210,
            Samples.held(0, "bob@example.net", "by hand"),
            Samples.delivered(1, "carol@example.net")));
    store.put(
        Samples.message(
            Duration.ofMinutes(3),
            "a-rather-long-address@department.example.org",
            53_210_000,
            Samples.recipient(0, "a-rather-long-address@department.example.net", RecipientState.ACTIVE),
            Samples.recipient(1, "x@example.net", RecipientState.QUEUED)));
  }
}
