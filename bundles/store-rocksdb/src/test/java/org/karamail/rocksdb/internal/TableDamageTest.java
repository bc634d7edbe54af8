package org.karamail.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.rocksdb.internal.DamagedStore.flip;
import static org.karamail.rocksdb.internal.DamagedStore.ids;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.QueueId;
import org.karamail.testkit.store.SampleMail;

/** Tables and other files of the database are damaged or gone: the store opens and saves what can be read. */
class TableDamageTest {

  @TempDir private Path home;
  private DamagedStore store;

  @BeforeEach
  void openStore() {
    store = new DamagedStore(home);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aDamagedTableStopsNeitherTheStartNorTheSoundMessages(long seed) throws IOException {
    List<QueueId> ids = store.accept(300);
    store.bench().close();
    store.flush();
    Random random = new Random(seed);
    List<Path> tables = store.files(".sst");
    Path table = tables.get(random.nextInt(tables.size()));
    flip(table, random.nextLong(Files.size(table)));

    store.bench().reopen();
    store.drain();

    Set<QueueId> whole = new HashSet<>(ids(store.bench().contents()));
    assertThat(ids).containsAll(whole);
    whole.forEach(store::assertIsWhole);
    store.bench().accept(SampleMail.to("new@north.example"));
    store.bench().reopen();
    assertThat(store.bench().contents()).hasSize(whole.size() + 1);
    assertThat(whole.size() == ids.size() || store.health().setAside() > 0).isTrue();
    store.bench().close();
  }

  @Test
  void aDatabaseOfWhichNothingCanBeReadGoesAsideWholeAndANewOneBegins() throws IOException {
    store.accept(3);
    store.bench().close();
    store.flush();
    for (Path file : store.files("")) {
      Files.write(file, SampleMail.octets((int) Files.size(file), 7));
    }

    store.bench().reopen();

    assertThat(store.bench().contents()).isEmpty();
    assertThat(store.health().setAside()).isPositive();
    QueueId id = store.bench().accept(SampleMail.to("bea@north.example"));
    assertThat(store.bench().claimOne().id()).isEqualTo(id);
    store.bench().close();
  }
}
