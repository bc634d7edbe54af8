package org.karamail.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.rocksdb.internal.DamagedStore.LARGE;
import static org.karamail.rocksdb.internal.DamagedStore.flip;
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
import org.karamail.model.QueueId;
import org.karamail.queue.Lease;

/** A body is damaged or gone: nobody reads it to its end, and its message goes aside. */
class BodyDamageTest {

  @TempDir private Path home;
  private DamagedStore store;

  @BeforeEach
  void openStore() {
    store = new DamagedStore(home);
  }

  @Test
  void aDamagedInlineBodyIsNeverReadToItsEndAndItsMessageGoesAside() throws IOException {
    List<QueueId> ids = store.accept(3);
    store.bench().close();
    store.flush();
    Path blob = store.files(".blob").get(0);
    flip(blob, Files.size(blob) / 2);
    store.bench().reopen();

    assertExactlyOneIsDamaged(ids);
  }

  @Test
  void aDamagedBodyFileIsNeverReadToItsEndAndItsMessageGoesAside() throws IOException {
    List<QueueId> ids = store.acceptLarge(3);
    flip(store.folder().resolve("bodies").resolve(ids.get(1).toString()), LARGE - 1);

    assertExactlyOneIsDamaged(ids);
  }

  @Test
  void aTruncatedBodyFileIsNeverReadToItsEndAndItsMessageGoesAside() throws IOException {
    List<QueueId> ids = store.acceptLarge(3);
    truncate(store.folder().resolve("bodies").resolve(ids.get(1).toString()), LARGE / 2);

    assertExactlyOneIsDamaged(ids);
  }

  @Test
  void aMessageWhoseBodyFileIsGoneGoesAside() throws IOException {
    List<QueueId> ids = store.acceptLarge(3);
    Files.delete(store.folder().resolve("bodies").resolve(ids.get(1).toString()));

    assertExactlyOneIsDamaged(ids);
  }

  private void assertExactlyOneIsDamaged(List<QueueId> ids) {
    List<QueueId> damaged = new ArrayList<>();
    List<Lease> leases = store.bench().claim();
    for (Lease lease : leases) {
      if (!store.isReadable(lease.id())) {
        damaged.add(lease.id());
      }
    }
    assertThat(damaged).hasSize(1);
    Awaitility.await().until(() -> store.health().setAside() == 1);
    assertThat(store.bench().store().get(damaged.get(0))).isEmpty();
    assertThat(store.bench().contents()).hasSize(ids.size() - 1);
    assertThat(store.bench().store().statistics().messages()).isEqualTo(ids.size() - 1);
    assertThat(store.bench().store().history(damaged.get(0)))
        .last()
        .satisfies(event -> assertThat(event.detail()).startsWith("set aside"));
    store.bench().close();
  }
}
