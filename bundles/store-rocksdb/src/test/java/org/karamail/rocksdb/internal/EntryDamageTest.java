package org.karamail.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.model.QueueId;
import org.karamail.queue.Lease;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.Keys;

/** Entries that this release cannot read go aside; a store that it may not read is refused. */
class EntryDamageTest {

  @TempDir private Path home;
  private DamagedStore store;

  @BeforeEach
  void openStore() {
    store = new DamagedStore(home);
  }

  @Test
  void garbageInPlaceOfARecordGoesAsideOctetForOctet() throws IOException {
    List<QueueId> ids = store.accept(4);
    store.bench().close();
    byte[] garbage = "no record at all".getBytes(StandardCharsets.US_ASCII);
    store.change(changes -> {
      changes.put(Family.RECIPIENT, Keys.recipient(ids.get(0), 0), garbage);
      changes.put(Family.MESSAGE, Keys.message(ids.get(1)), garbage);
      changes.put(Family.RECIPIENT, new byte[] {1, 2, 3}, garbage);
      changes.put(Family.HISTORY, Keys.event(ids.get(2), 0, 7), garbage);
      changes.delete(Family.RECIPIENT, Keys.recipient(ids.get(3), 0));
    });

    store.bench().reopen();
    List<Lease> leases = new ArrayList<>(store.bench().claim());
    Awaitility.await().until(() -> store.health().setAside() == 3);

    assertThat(leases).extracting(Lease::id).containsExactly(ids.get(2));
    assertThat(store.aside(ids.get(0).toString(), "recipient-0")).isEqualTo(garbage);
    assertThat(store.aside(ids.get(1).toString(), "message")).isEqualTo(garbage);
    assertThat(store.aside("key-010203", "value")).isEqualTo(garbage);
    assertThat(store.bench().store().history(ids.get(2))).hasSize(1);
    assertThat(store.bench().store().statistics().messages()).isEqualTo(1);
    store.bench().reopen();
    assertThat(store.bench().claim()).hasSize(1);
    assertThat(store.health().setAside()).isEqualTo(3);
    store.bench().close();
  }

  @Test
  void aStoreOfANewerFormatIsRefusedWithBothVersionsAndLeftAlone() {
    store.accept(1);
    store.bench().close();
    byte[] newer = {0, 0, 0, 0, 0, 0, 0, 2};
    store.change(changes -> changes.put(Family.META, "format".getBytes(StandardCharsets.US_ASCII), newer));

    assertThatThrownBy(() -> store.bench().reopen())
        .hasMessageContaining(store.folder().toString())
        .hasMessageContaining("format 2")
        .hasMessageContaining("format 1");

    byte[] older = {0, 0, 0, 0, 0, 0, 0, 1};
    store.change(changes -> changes.put(Family.META, "format".getBytes(StandardCharsets.US_ASCII), older));
    store.bench().reopen();
    assertThat(store.bench().claim()).hasSize(1);
    store.bench().close();
  }

  @Test
  void aFolderInUseIsRefusedByItsName() {
    assertThatThrownBy(() -> store.bench().openBeside(store.folder())).hasMessageContaining(store.folder() + " is in use");
    store.bench().close();
  }
}
