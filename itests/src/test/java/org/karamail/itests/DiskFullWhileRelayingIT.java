package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.load.Comparison;
import org.karamail.itests.load.Delivery;
import org.karamail.itests.load.InjectorProcess;
import org.karamail.itests.load.Ledger;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.load.RelayKillRun;
import org.karamail.itests.load.SmtpSink;
import org.karamail.itests.machine.LoopDisk;
import org.karamail.itests.machine.Needs;
import org.karamail.itests.smtp.SmtpReply;
import org.karamail.itests.smtp.SmtpTalk;

/**
 * The disk fills while mail goes on to another host, and the server is killed when the first write has failed: what comes
 * twice is at most what was past DATA then. In between it gives the next host nothing twice.
 *
 * <pre>
 *   load, relaying ─▶ disk full ─▶ a write fails, 4xx ─▶ kill -9 ─▶ freed ─▶ start ─▶ load ─▶ all relayed
 * </pre>
 */
final class DiskFullWhileRelayingIT {

  private static final String RUN = "full";
  private static final int SOME = 100;

  @Test
  void whatComesTwiceIsAtMostWhatWasPastDataWhenTheFirstWriteFailed() throws Exception {
    Needs.root();
    Needs.programs("mkfs.ext4", "fallocate");
    Launch shipped = Launch.shipped("disk-full-relaying");
    try (LoopDisk disk = LoopDisk.create(shipped.folder(), 900);
        SmtpSink sink = SmtpSink.start().pausing(Duration.ofMillis(50))) {
      Launch launch = sink.nextHopOf(shipped.withData(disk.folder().resolve("data")));
      // The reserve would stop the relaying before a write fails; and all writes are to go to the log.
      launch.set("karamail.queue.cfg", "diskReserve", "0").set("karamail.queue.cfg", "inlineBodyLimit", "1MB");
      try (KaramailProcess server = KaramailProcess.start(launch);
          InjectorProcess injector = InjectorProcess.start(launch, RUN, 4)) {
        injector.awaitAcknowledged(SOME);
        disk.fill();
        useUpWhatTheLogHasReserved(server);
        Awaitility.await("a failed write")
            .atMost(KaramailProcess.PATIENCE)
            .until(() -> server.logs().contains("is closed until its disk works again"));
        assertThat(server.alive()).as("alive on a full disk").isTrue();
        server.kill();
        sink.killed();
        disk.free();
        try (KaramailProcess again = KaramailProcess.start(launch)) {
          injector.awaitAcknowledged(injector.acknowledged() + SOME);
          List<Ledger.Entry> ledger = injector.stop();
          Delivery.await(sink, RUN, ledger);
          again.stop(Duration.ofSeconds(30));
          Comparison comparison = Comparison.of(RUN, ledger, sink);
          System.out.println("full disk while relaying: " + comparison.summary() + "; doubled by life "
              + sink.repeatedByLife());
          assertThat(comparison.lost()).as("lost").isEmpty();
          assertThat(comparison.corrupt()).as("corrupt").isEmpty();
          assertThat(sink.repeatedByLife().values()).allMatch(doubled -> doubled <= RelayKillRun.CONCURRENT_ATTEMPTS);
          assertThat(sink.repeatedWithoutKill()).as("doubled while the server ran").isZero();
        }
      }
    }
  }

  /** The queue's log has space of its own for the next 70 MB or so; a write fails only after that. */
  private static void useUpWhatTheLogHasReserved(KaramailProcess server) throws IOException {
    byte[] message = ("Subject: large\r\n\r\n" + ("x".repeat(98) + "\r\n").repeat(10_000)).getBytes(StandardCharsets.US_ASCII);
    try (SmtpTalk talk = server.session()) {
      SmtpReply reply = new SmtpReply(250, "");
      for (int i = 0; i < 2000 && reply.positive(); i++) {
        reply = talk.deliver(message, SmtpSink.UNNUMBERED + i + "@sender.example", "anybody@" + LocalDomain.NAME);
      }
      assertThat(reply.temporary()).as(reply.text()).isTrue();
    }
  }
}
