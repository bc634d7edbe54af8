package org.karamail.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.model.QueueId;
import org.karamail.queue.Lease;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.StoreClosedException;
import org.karamail.queue.store.StoreHealth;
import org.karamail.testkit.store.SampleMail;
import org.karamail.testkit.store.Workbench;

/** A disk that is really full: a small one in memory, which only root may mount. */
class FullDiskTest {

  private static final int BODY = 200_000;

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void takeDown() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  void whatWasAcceptedBeforeTheDiskWasFullIsThereAfterwardsAndNothingElse() throws Exception {
    Workbench bench = bench(mount("size=160m"));
    List<QueueId> accepted = new ArrayList<>();
    boolean refused = false;
    while (!refused) {
      SampleMail mail = SampleMail.to("bea@north.example").withBody(SampleMail.octets(BODY, accepted.size()));
      try {
        Draft draft = bench.draft(mail);
        Workbench.await(draft.commit(mail.submission(bench.now())));
        accepted.add(draft.id());
      } catch (StoreClosedException closed) {
        assertThat(closed.reply().code()).isIn(451, 452);
        refused = true;
      }
    }

    assertThat(accepted).hasSizeGreaterThan(100);
    deliverAllBut(bench, 10);
    Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> bench.store().health().state() == StoreHealth.State.OPEN);
    assertThat(ids(bench)).hasSize(10).isSubsetOf(accepted);
    bench.reopen();
    assertThat(ids(bench)).hasSize(10);
  }

  @Test
  void aStartOnADiskThatSomebodyHasFilledThrowsTheBallastOffAndWritesOutcomes() throws Exception {
    Path disk = mount("size=256m");
    Workbench bench = bench(disk);
    for (int i = 0; i < 20; i++) {
      bench.accept(SampleMail.to("bea@north.example").withBody(SampleMail.octets(BODY, i)));
    }
    Path ballast = bench.folder().resolve("ballast");
    Awaitility.await().until(() -> Files.exists(ballast) && Files.size(ballast) == Ballast.OCTETS);
    bench.close();
    fill(disk.resolve("filler"));

    bench.reopen();
    Awaitility.await().until(() -> bench.store().health().state() == StoreHealth.State.OPEN);
    deliverAllBut(bench, 0);

    assertThat(ballast).doesNotExist();
    Files.delete(disk.resolve("filler"));
    assertThat(bench.accept(SampleMail.to("bea@north.example"))).isNotNull();
    Awaitility.await().until(() -> Files.exists(ballast) && Files.size(ballast) == Ballast.OCTETS);
    bench.reopen();
    assertThat(bench.contents()).hasSize(1);
  }

  @Test
  void largeBodiesAreRefusedWhileNoFileCanBeMadeAndTakenAfterwards() throws Exception {
    Path disk = mount("size=256m,nr_inodes=60");
    Workbench bench = bench(disk);
    Map<Path, Boolean> fillers = new LinkedHashMap<>();
    try {
      while (fillers.size() < 100) {
        Path filler = disk.resolve("filler" + fillers.size());
        Files.createFile(filler);
        fillers.put(filler, true);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
    SampleMail large = SampleMail.to("bea@north.example").withBody(SampleMail.octets(1_000_000, 1));

    assertThat(isTaken(bench, large)).isFalse();

    for (Path filler : fillers.keySet()) {
      Files.delete(filler);
    }
    Awaitility.await().until(() -> bench.store().health().state() == StoreHealth.State.OPEN);
    assertThat(isTaken(bench, large)).isTrue();
    assertThat(bench.contents()).hasSize(1);
  }

  private static boolean isTaken(Workbench bench, SampleMail mail) {
    Draft draft = bench.store().begin(0);
    try {
      Workbench.write(draft, mail.body());
      Workbench.await(draft.commit(mail.submission(bench.now())));
      return true;
    } catch (StoreClosedException closed) {
      draft.abort();
      return false;
    }
  }

  private void deliverAllBut(Workbench bench, int rest) {
    Awaitility.await().untilAsserted(() -> assertThat(bench.store().health().detail()).isEmpty());
    for (Lease lease : bench.claim((int) bench.store().statistics().messages() - rest)) {
      deliver(bench, lease);
    }
    assertThat(bench.store().statistics().messages()).isEqualTo(rest);
  }

  private static void deliver(Workbench bench, Lease lease) {
    bench.update(lease, List.of(RecipientUpdate.delivered(0, SampleAttempt.delivered())));
  }

  private static List<QueueId> ids(Workbench bench) {
    return bench.contents().stream().map(QueuedMessage::id).toList();
  }

  private static void fill(Path file) throws IOException {
    byte[] zeros = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < 100_000; i++) {
        out.write(zeros);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
      return;
    }
    throw new AssertionError("the disk is larger than it should be");
  }

  private Workbench bench(Path disk) {
    Workbench bench = new Workbench(OpenRocksStore::in, disk);
    open.add(bench);
    return bench;
  }

  private Path mount(String options) throws Exception {
    Path disk = Files.createDirectory(home.resolve("disk"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()), "only root may mount a small disk");
    open.add(() -> run("umount", disk.toString()));
    return disk;
  }

  private static boolean run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }
}
