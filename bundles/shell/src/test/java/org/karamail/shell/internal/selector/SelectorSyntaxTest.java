package org.karamail.shell.internal.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.Selector;
import org.karamail.shell.internal.Refusal;

class SelectorSyntaxTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final QueueId ONE = QueueId.firstAt(NOW);
  private static final QueueId OTHER = QueueId.firstAt(NOW.plusSeconds(1));

  @Test
  void readsAll() {
    assertThat(parse("all")).isEqualTo(Selector.ALL);
  }

  @Test
  void readsIdsInAnyCase() {
    assertThat(parse(ONE.toString(), OTHER.toString().toLowerCase(java.util.Locale.ROOT)).ids()).containsExactlyInAnyOrder(ONE, OTHER);
  }

  @Test
  void readsEveryCondition() {
    assertThat(parse("state=held,DEFERRED", "sender=*@example.org", "recipient=bob@*", "route=smtp:*", "older=2h"))
        .isEqualTo(
            new Selector(
                Set.of(),
                Set.of(RecipientState.HELD, RecipientState.DEFERRED),
                Optional.of("*@example.org"),
                Optional.of("bob@*"),
                Optional.of("smtp:*"),
                Optional.of(NOW.minus(Duration.ofHours(2)))));
  }

  @Test
  void narrowsIdsByConditions() {
    Selector selector = parse(ONE.toString(), "recipient=bob@example.net");

    assertThat(selector.ids()).containsExactly(ONE);
    assertThat(selector.recipient()).contains("bob@example.net");
  }

  @ParameterizedTest
  @CsvSource({
    "waiting, QUEUED", "pending, QUEUED", "delayed, DEFERRED;SCHEDULED", "hold, HELD", "completed, DELIVERED",
    "sent, DELIVERED", "error, EXPIRED;FAILED", "active, ACTIVE", "failed, FAILED",
    "open, QUEUED;SCHEDULED;ACTIVE;DEFERRED;HELD"
  })
  void readsTheViewsThatOtherSystemsKnow(String name, String states) {
    assertThat(parse("state=" + name).states())
        .extracting(RecipientState::name)
        .containsExactlyInAnyOrder(states.split(";"));
  }

  @Test
  void readsTheNullSender() {
    assertThat(parse("sender=<>").sender()).contains("");
    assertThat(parse("sender=").sender()).contains("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xyz | 'xyz' is neither a queue id nor a condition; accepted are queue ids, conditions state=, sender=, recipient=,"
            + " route=, older=, or all",
        "from=x | no condition 'from='; accepted are queue ids, conditions state=, sender=, recipient=, route=, older=, or all",
        "state=stuck | no state 'stuck'; accepted are queued, scheduled, active, deferred, held, delivered, failed, expired,"
            + " cancelled, suppressed, open, waiting, pending, delayed, hold, completed, sent, error",
        "state=held, | no state ''; accepted are queued, scheduled, active, deferred, held, delivered, failed, expired,"
            + " cancelled, suppressed, open, waiting, pending, delayed, hold, completed, sent, error",
        "older=soon | older=soon is no age; accepted are ages such as 30m, 2h or 5d",
        "older=999999999999d | older=999999999999d is no age; accepted are ages such as 30m, 2h or 5d",
        "route=a route=b | condition route= is given twice; one is accepted",
        "all state=held | 'all' stands alone; leave it out to narrow by conditions",
      })
  void saysInOneLineWhatIsAccepted(String words, String refusal) {
    assertThatThrownBy(() -> parse(words.split(" "))).isInstanceOf(Refusal.class).hasMessage(refusal);
  }

  @Test
  void refusesNothingAtAll() {
    assertThatThrownBy(() -> parse())
        .isInstanceOf(Refusal.class)
        .hasMessage("say which; accepted are queue ids, conditions state=, sender=, recipient=, route=, older=, or all");
  }

  @Test
  void refusesWhatIsNoId() {
    assertThatThrownBy(() -> SelectorSyntax.id("../etc/passwd"))
        .isInstanceOf(Refusal.class)
        .hasMessage("'../etc/passwd' is no queue id; an id is 17 digits and letters, as mail:queue-list shows them");
  }

  private static Selector parse(String... words) {
    return SelectorSyntax.parse(List.of(words), NOW);
  }
}
