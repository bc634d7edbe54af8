package org.karamail.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.karamail.model.QueueId;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.store.StoreClosedException;
import org.karamail.queue.store.StoreHealth;
import org.karamail.rocksdb.internal.db.Changes;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.NativeLibrary;
import org.karamail.rocksdb.internal.db.Recovery;
import org.karamail.rocksdb.internal.db.RocksDatabase;
import org.karamail.testkit.store.SampleMail;
import org.karamail.testkit.store.Workbench;

/** A store whose files are damaged while it is closed, and what is left of it afterwards. */
final class DamagedStore {

  static final int LARGE = 200_000;

  private final Path home;
  private final Workbench bench;

  DamagedStore(Path home) {
    this(home, RocksDatabase::open);
  }

  DamagedStore(Path home, Database.Source source) {
    this.home = home;
    this.bench = new Workbench((folder, clock, policy) -> OpenRocksStore.in(folder, clock, policy, source), home);
  }

  Workbench bench() {
    return bench;
  }

  Path folder() {
    return bench.folder();
  }

  List<QueueId> accept(int messages) {
    return accept(messages, 4_000);
  }

  List<QueueId> acceptLarge(int messages) {
    return accept(messages, LARGE);
  }

  List<QueueId> accept(int messages, int octets) {
    List<QueueId> ids = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      ids.add(bench.accept(SampleMail.to("bea@north.example").withBody(SampleMail.octets(octets, i))));
    }
    return ids;
  }

  /** Touches everything, so that damage is met, until nothing damaged is left in the queue. */
  void drain() {
    Awaitility.await()
        .ignoreExceptionsInstanceOf(StoreClosedException.class)
        .until(
            () -> {
              bench.claim().forEach(lease -> {
                isReadable(lease.id());
                bench.store().giveBack(lease);
              });
              return health().state() == StoreHealth.State.OPEN
                  && bench.contents().stream().map(QueuedMessage::id).allMatch(this::isReadable);
            });
  }

  boolean isReadable(QueueId id) {
    try (InputStream body = bench.store().content(id).body().open()) {
      body.readAllBytes();
      return true;
    } catch (IOException | RuntimeException unreadable) {
      return false;
    }
  }

  void assertIsWhole(QueueId id) {
    assertThat(isReadable(id)).as("%s", id).isTrue();
  }

  StoreHealth health() {
    StoreHealth health = bench.store().health();
    return new StoreHealth(health.state(), health.detail(), 0, health.setAside());
  }

  static List<QueueId> ids(List<QueuedMessage> messages) {
    return messages.stream().map(QueuedMessage::id).toList();
  }

  byte[] aside(String entry, String name) throws IOException {
    return Files.readAllBytes(folder().resolve("aside").resolve(entry).resolve(name));
  }

  interface Change {
    void make(Changes changes);
  }

  void change(Change change) {
    NativeLibrary.load(OpenRocksStore.NATIVE);
    try (Database database = RocksDatabase.open(folder().resolve("db"), Recovery.TORN_TAIL)) {
      Changes changes = new Changes();
      change.make(changes);
      database.write(List.of(changes));
    }
  }

  /** Moves everything from the log into tables: a copy is flushed first. */
  void flush() throws IOException {
    Path copy = home.resolve("flushed");
    try (Database database = RocksDatabase.open(folder().resolve("db"), Recovery.TORN_TAIL)) {
      database.copyTo(copy);
    }
    for (Path file : files("")) {
      Files.delete(file);
    }
    try (Stream<Path> files = Files.list(copy)) {
      for (Path file : files.toList()) {
        Files.move(file, folder().resolve("db").resolve(file.getFileName()));
      }
    }
  }

  List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder().resolve("db"))) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  Path newest(String ending) throws IOException {
    return files(ending).stream().max(Comparator.comparing(f -> f.getFileName().toString())).orElseThrow();
  }

  static long position(Path file, byte[] octets) throws IOException {
    byte[] all = Files.readAllBytes(file);
    for (int i = 0; i < all.length - octets.length; i++) {
      if (Arrays.equals(all, i, i + octets.length, octets, 0, octets.length)) {
        return i;
      }
    }
    throw new AssertionError("not in " + file);
  }

  static void truncate(Path file, long length) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(length);
    }
  }

  static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(at);
      int octet = access.read();
      access.seek(at);
      access.write(octet ^ 0x5A);
    }
  }
}
