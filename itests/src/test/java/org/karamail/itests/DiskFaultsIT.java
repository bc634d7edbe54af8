package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.load.Arrivals;
import org.karamail.itests.load.Comparison;
import org.karamail.itests.load.Delivery;
import org.karamail.itests.load.InjectorProcess;
import org.karamail.itests.load.Ledger;
import org.karamail.itests.load.MailboxArrivals;
import org.karamail.itests.machine.FailingSyncs;
import org.karamail.itests.machine.LoopDisk;
import org.karamail.itests.machine.Needs;

/**
 * A disk that is full, read-only or lying: the sender hears 4xx, nothing acknowledged is lost, and once the disk is well
 * the server is too.
 */
final class DiskFaultsIT {

  private static final int SOME = 200;

  /**
   * <pre>
   *   load ─▶ full ─▶ 4xx ─▶ freed ─▶ load (no restart) ─▶ read-only ─▶ 4xx ─▶ power off, fsck, torn tail ─▶ load
   * </pre>
   */
  @Test
  void aFullAndThenAReadOnlyDiskCostNoAcknowledgedMessage() throws Exception {
    Needs.root();
    Needs.programs("mkfs.ext4", "fsck.ext4", "fallocate");
    Launch shipped = Launch.shipped("disk");
    try (LoopDisk disk = LoopDisk.create(shipped.folder(), 900)) {
      Launch launch = shipped.withData(disk.folder().resolve("data"));
      try (KaramailProcess server = KaramailProcess.start(launch);
          InjectorProcess injector = InjectorProcess.start(launch, "disk", 4)) {
        injector.awaitAcknowledged(SOME);
        disk.fill();
        injector.awaitOutput("refused \\d+: 4\\d\\d");
        assertThat(server.alive()).as("alive on a full disk").isTrue();
        disk.free();
        injector.awaitAcknowledged(injector.acknowledged() + SOME);
        disk.turnReadOnly(server.java());
        awaitNothingAccepted(injector);
        assertThat(server.alive()).as("alive on a read-only disk").isTrue();
        server.kill();
        disk.repair();
        leaveATornTail(launch.data().resolve("queue"));
        try (KaramailProcess again = KaramailProcess.start(launch)) {
          injector.awaitAcknowledged(injector.acknowledged() + SOME);
          assertNothingLost(again, "disk", injector.stop());
        }
      }
    }
  }

  @Test
  void aSyncThatFailsIsNeverAnswered250AndTheServerRecoversAlone() throws Exception {
    Needs.programs("fiu-run", "fiu-ctrl");
    Launch shipped = Launch.shipped("fiu");
    FailingSyncs faults = new FailingSyncs(shipped.folder().resolve("fiu"));
    Launch launch = shipped.under(faults.wrapper());
    try (KaramailProcess server = KaramailProcess.start(launch);
        InjectorProcess injector = InjectorProcess.start(launch, "fiu", 4)) {
      injector.awaitAcknowledged(SOME);
      faults.begin(server.java(), 0.1);
      injector.awaitOutput("refused \\d+: 4\\d\\d");
      faults.end(server.java());
      faults.begin(server.java(), 1);
      awaitNothingAccepted(injector);
      faults.end(server.java());
      injector.awaitAcknowledged(injector.acknowledged() + SOME);
      assertNothingLost(server, "fiu", injector.stop());
    }
  }

  /** Two looks at the ledger with refusals between them, and nothing more in it. */
  private static void awaitNothingAccepted(InjectorProcess injector) {
    long[] last = {-1};
    Awaitility.await("no message accepted")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              long now = injector.acknowledged();
              boolean quiet = now == last[0];
              last[0] = now;
              return quiet;
            });
  }

  private static void assertNothingLost(KaramailProcess server, String run, List<Ledger.Entry> ledger) throws IOException {
    Arrivals arrivals = new MailboxArrivals(server.maildirs());
    Delivery.await(arrivals, run, ledger);
    Comparison comparison = Comparison.of(run, ledger, arrivals);
    System.out.println(run + ": " + comparison.summary());
    assertThat(comparison.clean()).as(comparison.toString()).isTrue();
  }

  /** What a power cut can leave: the newest log of the queue ends in the middle of a record that nobody was told of. */
  private static void leaveATornTail(Path queue) throws IOException {
    try (Stream<Path> files = Files.walk(queue)) {
      Path log = files.filter(f -> f.toString().endsWith(".log")).max(Comparator.naturalOrder()).orElseThrow();
      byte[] garbage = new byte[777];
      new Random(7).nextBytes(garbage);
      Files.write(log, garbage, StandardOpenOption.APPEND);
    }
  }
}
