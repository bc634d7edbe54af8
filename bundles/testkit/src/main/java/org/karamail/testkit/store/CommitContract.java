package org.karamail.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.karamail.model.MailEvent;
import org.karamail.model.Notify;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.model.ReportForm;
import org.karamail.model.ReportWish;
import org.karamail.queue.Lease;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.StoreClosedException;
import org.karamail.queue.store.StoreHealth;
import org.karamail.queue.store.Submission;

/** How mail gets in: whole, or not at all. */
interface CommitContract extends AtWorkbench {

  @Test
  default void aCommittedMessageCanBeClaimedWithEverythingItWasGiven() {
    SampleMail mail = SampleMail.to("bea@north.example");
    QueueId id = bench().accept(mail);

    Lease lease = bench().claimOne();

    assertThat(lease.id()).isEqualTo(id);
    assertThat(lease.purpose()).isEqualTo(Lease.Purpose.DELIVER);
    assertThat(lease.route()).isEqualTo(SampleMail.route("north.example"));
    assertThat(lease.envelope()).isEqualTo(mail.envelope());
    assertThat(lease.recipients()).hasSize(1);
    assertThat(lease.recipients().get(0).recipient())
        .isEqualTo(mail.submission(bench().now()).recipients().get(0).recipient());
    assertThat(lease.recipients().get(0).attempts()).isZero();
    assertThat(lease.recipients().get(0).firstDue()).isEqualTo(bench().now());
    assertThat(lease.recipients().get(0).lastAttempt()).isEmpty();
    assertThat(lease.recipients().get(0).owed()).isEmpty();
  }

  @Test
  default void whatTheSenderAskedOfReportsIsKeptPastAKill() {
    ReportForm form = new ReportForm(Optional.of(ReportForm.Returned.FULL), Optional.of("QQ+2B1"));
    ReportWish wish = new ReportWish(Set.of(Notify.SUCCESS, Notify.DELAY), Optional.of("rfc822;Bea@old.example"));
    QueueId id = bench().accept(SampleMail.to("bea@north.example", "cid@north.example").asking(form, wish));
    bench().reopenAfterKill();

    Lease lease = bench().claimOne();

    assertThat(lease.envelope().reports()).isEqualTo(form);
    assertThat(lease.recipients()).extracting(one -> one.recipient().reports()).containsExactly(wish, wish);
    assertThat(bench().store().get(id).orElseThrow().recipients())
        .extracting(one -> one.recipient().reports())
        .containsExactly(wish, wish);
  }

  @Test
  default void notesAreKeptWithTheMessage() {
    Submission plain = SampleMail.to("bea@north.example").submission(bench().now());
    Draft noted = bench().store().begin(0);
    Workbench.await(
        noted.commit(
            new Submission(plain.envelope(), plain.headers(), plain.acceptedAt(), plain.recipients(), "noted")));

    assertThat(bench().store().notes(noted.id())).isEqualTo("noted");
    assertThat(bench().store().notes(bench().accept(SampleMail.to("cid@south.example")))).isEmpty();
  }

  @Test
  default void theNullSenderStaysTheNullSender() {
    bench().accept(SampleMail.to("bea@north.example").withSender(""));

    assertThat(bench().claimOne().envelope().sender().isNull()).isTrue();
  }

  @Test
  default void aMessageCanBeLookedUpWithItsSizeAndTime() {
    SampleMail mail = SampleMail.to("bea@north.example", "cid@south.example");
    QueueId id = bench().accept(mail);

    QueuedMessage message = bench().store().get(id).orElseThrow();

    assertThat(message.id()).isEqualTo(id);
    assertThat(message.envelope()).isEqualTo(mail.envelope());
    assertThat(message.acceptedAt()).isEqualTo(bench().now());
    assertThat(message.size()).isEqualTo(mail.headers().length + mail.body().length);
    assertThat(message.recipients()).extracting(one -> one.recipient().index()).containsExactly(0, 1);
    assertThat(message.recipients()).extracting(one -> one.state()).containsOnly(RecipientState.QUEUED);
  }

  @Test
  default void nothingIsSeenOfADraftBeforeItsCommit() {
    Draft draft = bench().draft(SampleMail.to("bea@north.example"));

    assertNothingIsSeenOf(draft.id());
    draft.abort();
  }

  @Test
  default void nothingIsSeenOfAnAbortedDraft() {
    Draft draft = bench().draft(SampleMail.to("bea@north.example"));
    draft.abort();

    assertNothingIsSeenOf(draft.id());
    bench().reopen();
    assertNothingIsSeenOf(draft.id());
  }

  private void assertNothingIsSeenOf(QueueId id) {
    assertThat(bench().claim()).isEmpty();
    assertThat(bench().contents()).isEmpty();
    assertThat(bench().store().get(id)).isEmpty();
    assertThat(bench().store().history(id)).isEmpty();
    assertThat(bench().store().events(0, 10)).isEmpty();
    assertThat(bench().store().nextDue()).isEmpty();
    assertThat(bench().store().statistics().messages()).isZero();
  }

  @Test
  default void anAbortedOrForgottenDraftLeavesNoOctetBehindAfterTheNextStart() throws IOException {
    byte[] mark = "a mark that stands nowhere else 5f1c9e".getBytes(StandardCharsets.US_ASCII);
    byte[] body = SampleMail.octets(1_000_000, 1);
    System.arraycopy(mark, 0, body, 500_000, mark.length);
    SampleMail mail = SampleMail.to("bea@north.example").withBody(body);
    bench().draft(mail).abort();
    Draft forgotten = bench().draft(mail);
    assertThat(forgotten.sink().size()).isEqualTo(body.length);

    bench().reopenAfterKill();

    assertThat(filesWith(mark, bench().folder())).isEmpty();
  }

  private static List<Path> filesWith(byte[] mark, Path folder) throws IOException {
    String wanted = new String(mark, StandardCharsets.ISO_8859_1);
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(wanted)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  @Test
  default void anAbortAfterTheCommitDoesNothing() {
    SampleMail mail = SampleMail.to("bea@north.example");
    Draft draft = bench().draft(mail);
    Workbench.await(draft.commit(mail.submission(bench().now())));

    draft.abort();

    assertThat(bench().claimOne().id()).isEqualTo(draft.id());
    assertThat(bench().store().content(draft.id()).body().size()).isEqualTo(mail.body().length);
  }

  @ParameterizedTest
  @EnumSource(
      value = RecipientState.class,
      names = {"QUEUED", "SCHEDULED", "HELD", "CANCELLED", "SUPPRESSED"})
  default void aRecipientIsBornInTheStateItIsGivenAndItsFirstEventSaysSo(RecipientState state) {
    SampleMail mail = SampleMail.to("bea@north.example").born(state);
    SampleMail mixed = state == RecipientState.SCHEDULED ? mail.dueAt(bench().now().plusSeconds(60)) : mail;

    QueueId id = bench().accept(mixed);

    List<MailEvent> history = bench().store().history(id);
    assertThat(history).hasSize(1);
    assertThat(history.get(0).kind()).isEqualTo(MailEvent.Kind.ACCEPTED);
    assertThat(history.get(0).state()).isEqualTo(state);
    assertThat(history.get(0).sequence()).isZero();
    assertThat(history.get(0).at()).isEqualTo(bench().now());
    assertThat(bench().claim()).hasSize(state == RecipientState.QUEUED ? 1 : 0);
    assertThat(bench().store().get(id).isPresent()).isEqualTo(!state.isFinal());
    if (state == RecipientState.HELD) {
      assertThat(bench().recipient(id, 0).detail()).isEqualTo("born HELD");
    }
  }

  @Test
  default void theFirstEventTellsFromWhomToWhomAndHowItCameBecauseItOutlivesTheMessage() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example", "cleo@south.example").born(RecipientState.CANCELLED));

    assertThat(bench().store().get(id)).isEmpty();
    assertThat(bench().store().history(id))
        .extracting(MailEvent::detail)
        .containsExactly(
            "from <ann@sender.example> to <bea@north.example>, ESMTP on mx from 192.0.2.7 (client.example), user ann;"
                + " born CANCELLED",
            "from <ann@sender.example> to <cleo@south.example>, ESMTP on mx from 192.0.2.7 (client.example), user ann;"
                + " born CANCELLED");
  }

  @Test
  default void idsGrowFromDraftToDraftAlsoWhileTheClockStandsAndAfterAStart() {
    List<QueueId> ids = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ids.add(bench().accept(SampleMail.to("bea@north.example")));
    }
    bench().reopen();
    ids.add(bench().accept(SampleMail.to("bea@north.example")));

    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(ids.get(0).time()).isEqualTo(bench().now());
  }

  @Test
  default void noIdIsGivenTwiceWhenTheClockIsSetBack() {
    Set<QueueId> ids = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      ids.add(bench().accept(SampleMail.to("bea@north.example")));
      bench().clock().move(i % 2 == 0 ? Duration.ofHours(-2) : Duration.ofHours(2));
      bench().reopen();
    }

    assertThat(ids).hasSize(20);
  }

  @Test
  default void manyProducersAtOnceAllGetTheirMessagesInUnderIdsOfTheirOwn() throws Exception {
    ExecutorService producers = Executors.newFixedThreadPool(8);
    try {
      Callable<List<QueueId>> producer =
          () -> Stream.generate(() -> bench().accept(SampleMail.to("bea@north.example"))).limit(50).toList();
      List<QueueId> ids = new ArrayList<>();
      for (Future<List<QueueId>> done : producers.invokeAll(List.of(producer, producer, producer, producer, producer, producer, producer, producer))) {
        ids.addAll(done.get());
      }
      assertThat(ids).hasSize(400).doesNotHaveDuplicates();
      assertThat(bench().contents()).extracting(QueuedMessage::id).containsExactlyInAnyOrderElementsOf(ids).isSorted();
    } finally {
      producers.shutdown();
      assertThat(producers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  default void aMessageThatDoesNotFitOnTheDiskIsRefusedBeforeItsFirstOctet() {
    assertThatThrownBy(() -> bench().store().begin(Long.MAX_VALUE / 2))
        .isInstanceOfSatisfying(
            StoreClosedException.class, closed -> assertThat(closed.reply().code()).isEqualTo(452));
  }

  @Test
  default void aStoreThatIsShutDownTakesNothingIn() {
    SampleMail mail = SampleMail.to("bea@north.example");
    Draft late = bench().draft(mail);
    var store = bench().store();

    bench().close();

    assertThatThrownBy(() -> store.begin(0)).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(() -> Workbench.await(late.commit(mail.submission(bench().now()))))
        .isInstanceOf(StoreClosedException.class);
    assertThat(store.health().state()).isEqualTo(StoreHealth.State.CLOSED);
    bench().reopen();
    assertNothingIsSeenOf(late.id());
  }

  @Test
  default void theBinaryFormOfHeadersIsNotTouched() {
    byte[] headers = new byte[256 * 3];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = (byte) i;
    }
    QueueId id = bench().accept(SampleMail.to("bea@north.example").withHeaders(headers));

    byte[] before = bench().store().content(id).headers().toBytes();
    bench().reopen();
    byte[] after = bench().store().content(id).headers().toBytes();

    assertThat(Arrays.equals(before, headers)).isTrue();
    assertThat(Arrays.equals(after, headers)).isTrue();
  }
}
