package org.karamail.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.rocksdb.internal.DamagedStore.LARGE;
import static org.karamail.rocksdb.internal.DamagedStore.flip;
import static org.karamail.rocksdb.internal.DamagedStore.ids;
import static org.karamail.rocksdb.internal.DamagedStore.position;
import static org.karamail.rocksdb.internal.DamagedStore.truncate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.Selector;
import org.karamail.queue.store.StoreHealth;
import org.karamail.testkit.store.SampleMail;
import org.karamail.testkit.store.Workbench;

/** The database's log is torn or damaged: what is before the damage goes on, what is behind it waits for a person. */
class LogDamageTest {

  @TempDir private Path home;
  private DamagedStore store;

  @BeforeEach
  void openStore() {
    store = new DamagedStore(home);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aTornLogCostsNoMoreThanWhatWasWrittenLast(long seed) throws IOException {
    List<QueueId> ids = store.accept(40);
    store.bench().close();
    Path log = store.newest(".log");
    long length = Files.size(log);
    long cut = 1 + new Random(seed).nextLong(length / 2);
    truncate(log, length - cut);

    store.bench().reopen();

    List<QueueId> left = ids(store.bench().contents());
    assertThat(left).isEqualTo(ids.subList(0, left.size()));
    assertThat(left.size()).isLessThan(ids.size());
    assertThat(store.health()).isEqualTo(new StoreHealth(StoreHealth.State.OPEN, "", 0, 0));
    assertThat(store.bench().claim(100)).hasSize(left.size());
    left.forEach(store::assertIsWhole);
    store.bench().close();
  }

  @Test
  void aLogThatEndsInZerosIsSound() throws IOException {
    List<QueueId> ids = store.accept(5);
    store.bench().close();
    Path log = store.newest(".log");
    truncate(log, Files.size(log) + 100_000);

    store.bench().reopen();

    assertThat(ids(store.bench().contents())).isEqualTo(ids);
    assertThat(store.health().setAside()).isZero();
    assertThat(store.bench().claim()).hasSize(5);
    store.bench().close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatStandsBehindADamagedPlaceOfTheLogIsHeldForAPerson(long seed) throws IOException {
    List<QueueId> ids = store.accept(60);
    store.bench().close();
    Path log = store.newest(".log");
    long at = Files.size(log) / 4 + new Random(seed).nextLong(Files.size(log) / 2);
    flip(log, at);

    store.bench().reopen();

    List<QueuedMessage> left = store.bench().contents();
    assertThat(ids(left)).isNotEmpty().isSubsetOf(ids);
    List<QueueId> held = ids(left.stream().filter(m -> m.recipients().get(0).state() == RecipientState.HELD).toList());
    List<QueueId> queued = ids(left.stream().filter(m -> m.recipients().get(0).state() == RecipientState.QUEUED).toList());
    assertThat(held.size() + queued.size()).isEqualTo(left.size());
    assertThat(queued).isEqualTo(ids.subList(0, queued.size()));
    assertThat(held).isEqualTo(ids.subList(ids.size() - held.size(), ids.size())).isNotEmpty();
    assertThat(ids.size() - left.size()).as("lost in one block of 32 KB").isBetween(1, 12);
    assertThat(store.bench().store().history(held.get(0)))
        .extracting(MailEvent::kind)
        .containsExactly(MailEvent.Kind.ACCEPTED, MailEvent.Kind.RECOVERED);
    assertThat(store.health().setAside()).isEqualTo(1);
    assertThat(Workbench.await(store.bench().store().release(Selector.ALL))).isEqualTo(held.size());
    ids(left).forEach(store::assertIsWhole);
    store.bench().reopen();
    assertThat(ids(store.bench().contents())).isEqualTo(ids(left));
    store.bench().close();
  }

  @Test
  void aBodyFileWhoseMessageWasLostInTheLogGoesAside() throws IOException {
    store.accept(5);
    byte[] body = SampleMail.octets(LARGE, 1);
    QueueId lost = store.bench().accept(SampleMail.to("bea@north.example").withBody(body));
    store.accept(5);
    store.bench().close();
    Path log = store.newest(".log");
    flip(log, position(log, lost.toBytes()));

    store.bench().reopen();

    assertThat(store.bench().store().get(lost)).isEmpty();
    assertThat(Files.readAllBytes(store.folder().resolve("aside").resolve(lost.toString()).resolve("body-file"))).isEqualTo(body);
    store.bench().close();
  }
}
