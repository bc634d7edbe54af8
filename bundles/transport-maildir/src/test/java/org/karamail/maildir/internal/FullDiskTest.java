package org.karamail.maildir.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.karamail.maildir.internal.Letters.ALICE;
import static org.karamail.maildir.internal.Letters.lease;
import static org.karamail.maildir.internal.Letters.letter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.message.Message;
import org.karamail.model.DeliveryOutcome;

/** A small file system in memory, which only root can mount. */
class FullDiskTest {

  @TempDir Path data;
  private boolean mounted;

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted) {
      assertThat(run("umount", data.toString())).isZero();
    }
  }

  @Test
  void defersWith452AndDeliversWhenThereIsRoomAgain() throws Exception {
    mount("size=128k");
    MaildirTransport transport = new MaildirTransport(data, Clock.systemUTC());
    Message large = new Message(letter().headers(), Letters.endless(1_000_000, () -> {}));

    DeliveryOutcome outcome = transport.deliver(lease(ALICE), large).get(0).outcome();

    assertThat(outcome.kind()).isEqualTo(DeliveryOutcome.Kind.DEFERRED);
    assertThat(outcome.summary()).startsWith("452 4.3.1").doesNotContain(data.toString());
    assertThat(data.resolve("maildir/example.org/alice/tmp")).isEmptyDirectory();
    assertThat(transport.deliver(lease(ALICE), letter("small")).get(0).outcome().kind())
        .isEqualTo(DeliveryOutcome.Kind.DELIVERED);
  }

  @Test
  void defersWith452WhenThereAreNoInodesLeft() throws Exception {
    mount("size=10m,nr_inodes=4");

    DeliveryOutcome outcome =
        new MaildirTransport(data, Clock.systemUTC()).deliver(lease(ALICE), letter("hello")).get(0).outcome();

    assertThat(outcome.summary()).startsWith("452 4.3.1");
  }

  private void mount(String options) throws IOException, InterruptedException {
    assumeTrue("root".equals(System.getProperty("user.name")), "mounting a small file system needs root");
    mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", data.toString()) == 0;
    assumeTrue(mounted, "this machine does not let its root mount a tmpfs");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
