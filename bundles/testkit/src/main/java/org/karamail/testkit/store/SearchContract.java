package org.karamail.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.Selector;

/** What a look into the queue shows. */
interface SearchContract extends AtWorkbench {

  Selector ANY = Selector.ALL;

  @Test
  default void pagesTogetherShowEverythingOnceOldestFirst() {
    List<QueueId> ids = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      ids.add(bench().accept(SampleMail.to("bea@north.example")));
    }

    List<QueueId> seen = new ArrayList<>();
    Optional<QueueId> after = Optional.empty();
    for (List<QueuedMessage> page = page(after); !page.isEmpty(); page = page(after)) {
      assertThat(page).hasSizeLessThanOrEqualTo(10);
      page.forEach(message -> seen.add(message.id()));
      after = Optional.of(seen.get(seen.size() - 1));
    }

    assertThat(seen).isEqualTo(ids);
  }

  private List<QueuedMessage> page(Optional<QueueId> after) {
    return bench().store().search(ANY, after, 10);
  }

  @Test
  default void aPageIsFilledWithMatchesHoweverFewTheyAre() {
    List<QueueId> wanted = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      QueueId id = bench().accept(SampleMail.to(i % 20 == 7 ? "bea@south.example" : "bea@north.example"));
      if (i % 20 == 7) {
        wanted.add(id);
      }
    }

    assertThat(ids(bench().store().search(byRoute("smtp:south.example"), Optional.empty(), 2))).isEqualTo(wanted);
  }

  @Test
  default void aMessageIsShownWithAllItsRecipientsWhenOneOfThemIsMeant() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example", "cid@south.example"));

    List<QueuedMessage> found = bench().store().search(byRoute("smtp:north.example"), Optional.empty(), 10);

    assertThat(ids(found)).containsExactly(id);
    assertThat(found.get(0).recipients()).hasSize(2);
    assertThat(found.get(0)).isEqualTo(bench().store().get(id).orElseThrow());
  }

  @Test
  default void everyConditionOfASelectorNarrowsTheSearch() {
    QueueId old = bench().accept(SampleMail.to("bea@north.example"));
    bench().clock().move(Duration.ofMinutes(1));
    QueueId held = bench().accept(SampleMail.to("bea@south.example").born(RecipientState.HELD));
    QueueId bounce = bench().accept(SampleMail.to("ann@sender.example").withSender(""));

    assertThat(found(Selector.message(held))).containsExactly(held);
    assertThat(found(ANY.in(Set.of(RecipientState.HELD)))).containsExactly(held);
    assertThat(found(bySender("ann@*"))).containsExactly(old, held);
    assertThat(found(bySender(""))).containsExactly(bounce);
    assertThat(found(byRoute("SMTP:*.EXAMPLE"))).containsExactly(old, held, bounce);
    assertThat(
            found(
                new Selector(
                    Set.of(),
                    Set.of(),
                    Optional.empty(),
                    Optional.of("BEA@*"),
                    Optional.empty(),
                    Optional.of(bench().now()))))
        .containsExactly(old);
    assertThat(found(new Selector(Set.of(old), Set.of(RecipientState.HELD), none(), none(), none(), Optional.empty())))
        .isEmpty();
  }

  @Test
  default void whatIsNotThereIsNotFound() {
    QueueId unknown = QueueId.firstAt(bench().now());

    assertThat(bench().store().get(unknown)).isEmpty();
    assertThat(bench().store().history(unknown)).isEmpty();
    assertThat(found(Selector.message(unknown))).isEmpty();
  }

  private List<QueueId> found(Selector selector) {
    return ids(bench().store().search(selector, Optional.empty(), 100));
  }

  private static List<QueueId> ids(List<QueuedMessage> messages) {
    return messages.stream().map(QueuedMessage::id).toList();
  }

  private static Selector bySender(String pattern) {
    return new Selector(Set.of(), Set.of(), Optional.of(pattern), none(), none(), Optional.empty());
  }

  private static Selector byRoute(String pattern) {
    return new Selector(Set.of(), Set.of(), none(), none(), Optional.of(pattern), Optional.empty());
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
