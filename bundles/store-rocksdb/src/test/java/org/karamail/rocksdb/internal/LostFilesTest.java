package org.karamail.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.rocksdb.internal.DamagedStore.flip;
import static org.karamail.rocksdb.internal.DamagedStore.ids;
import static org.karamail.rocksdb.internal.DamagedStore.truncate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.Selector;
import org.karamail.queue.store.StoreHealth;
import org.karamail.testkit.store.Workbench;

/**
 * Whole files of the database are lost or cut short, while half of the mail lies in its tables and half in its log: what the
 * others hold is saved.
 */
class LostFilesTest {

  private static final int IN_TABLES = 20;
  private static final int IN_LOG = 20;

  /** What happens to a file. */
  enum Fate {
    GONE {
      @Override
      void befall(Path file) throws IOException {
        Files.delete(file);
      }
    },
    EMPTY {
      @Override
      void befall(Path file) throws IOException {
        truncate(file, 0);
      }
    },
    HALF {
      @Override
      void befall(Path file) throws IOException {
        truncate(file, Files.size(file) / 2);
      }
    },
    DAMAGED {
      @Override
      void befall(Path file) throws IOException {
        flip(file, Files.size(file) / 3);
      }
    };

    abstract void befall(Path file) throws IOException;
  }

  @TempDir private Path home;
  private DamagedStore store;
  private final FaultyDatabase.Faults faults = new FaultyDatabase.Faults();
  private final List<QueueId> ids = new ArrayList<>();

  @BeforeEach
  void queueInTablesAndLog() throws IOException {
    store = new DamagedStore(home, faults);
    ids.addAll(store.accept(IN_TABLES));
    store.bench().close();
    store.flush();
    store.bench().reopen();
    ids.addAll(store.accept(IN_LOG));
    store.bench().close();
  }

  @ParameterizedTest
  @EnumSource
  void theFileThatNamesTheManifestIsMadeAnewAndNothingIsLost(Fate fate) throws IOException {
    befall("CURRENT", fate);

    store.bench().reopen();

    assertThat(ids(store.bench().contents())).isEqualTo(ids);
    assertThat(store.health().setAside()).isZero();
    assertThat(store.bench().claim()).hasSize(IN_TABLES + IN_LOG);
    ids.forEach(store::assertIsWhole);
    store.bench().close();
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheManifestEverythingIsReadFromTheFilesAndHeld(Fate fate) throws IOException {
    befall("MANIFEST-", fate);

    store.bench().reopen();

    assertAreHeldAndWhole(ids);
  }

  @ParameterizedTest
  @EnumSource(names = {"GONE", "EMPTY", "HALF"})
  void withoutTheTablesWhatStandsInTheLogIsSavedAndHeld(Fate fate) throws IOException {
    befall(".sst", fate);

    store.bench().reopen();

    assertAreHeldAndWhole(ids.subList(IN_TABLES, ids.size()));
  }

  private void assertAreHeldAndWhole(List<QueueId> expected) {
    assertThat(ids(store.bench().contents())).isEqualTo(expected);
    assertThat(store.bench().claim()).isEmpty();
    assertThat(store.health().setAside()).isPositive();
    expected.forEach(store::assertIsWhole);
    store.bench().reopen();
    assertThat(store.bench().contents())
        .hasSize(expected.size())
        .allSatisfy(m -> assertThat(m.recipients().get(0).state()).isEqualTo(RecipientState.HELD));
    assertThat(Workbench.await(store.bench().store().release(Selector.ALL))).isEqualTo(expected.size());
    assertThat(store.bench().claim()).hasSize(expected.size());
    store.bench().close();
  }

  @Test
  void aDiskThatFailsDuringTheRescueCostsNothingButTime() throws IOException {
    store.bench().reopen();
    ids.addAll(store.accept(60, 100_000));
    store.bench().close();
    befall("MANIFEST-", Fate.GONE);
    faults.lostWrites.set(1);

    store.bench().reopen();
    Awaitility.await().until(() -> store.bench().store().health().state() == StoreHealth.State.OPEN);

    assertAreHeldAndWhole(ids);
  }

  @Test
  void theDamagedDatabaseIsKeptWholeForInspection() throws IOException {
    befall("MANIFEST-", Fate.EMPTY);
    List<Path> tables = store.files(".sst");

    store.bench().reopen();

    try (var aside = Files.walk(store.folder().resolve("aside"))) {
      assertThat(aside.map(Path::getFileName)).containsAll(tables.stream().map(Path::getFileName).toList());
    }
    store.bench().close();
  }

  @Test
  void aTableThatIsLostTakesNoOtherMessagesWithIt() throws IOException {
    Files.delete(store.files(".sst").get(0));

    store.bench().reopen();

    assertThat(ids(store.bench().contents())).containsAll(ids.subList(IN_TABLES, ids.size()));
    store.bench().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"000003.sst", "000999.blob", "OPTIONS-000001", "lost+found", "garbage"})
  void alienFilesHurtNobody(String name) throws IOException {
    Files.writeString(store.folder().resolve("db").resolve(name), "not of the database");

    store.bench().reopen();

    assertThat(ids(store.bench().contents())).isEqualTo(ids);
    assertThat(store.bench().claim()).hasSize(ids.size());
    store.bench().close();
  }

  private void befall(String files, Fate fate) throws IOException {
    for (Path file : store.files("")) {
      if (file.getFileName().toString().contains(files)) {
        fate.befall(file);
      }
    }
  }
}
