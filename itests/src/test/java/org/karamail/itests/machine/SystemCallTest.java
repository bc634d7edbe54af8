package org.karamail.itests.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SystemCallTest {

  private static final List<String> LOG =
      List.of(
          "17  write(9</q/1.log>, \"abc\", 3) = 3",
          "18  fdatasync(9</q/1.log> <unfinished ...>",
          "17  write(12<socket:[7]>, \"250 2.0.0 Ok\", 12 <unfinished ...>",
          "18  <... fdatasync resumed>) = 0",
          "17  <... write resumed>) = 12",
          "17  fsync(9</q/1.log>) = -1 EIO (Input/output error)");

  private final List<SystemCall> calls = SystemCall.parse(LOG);

  @Test
  void aCallCutInTwoIsOneCallFromItsBeginningToItsEnd() {
    SystemCall sync = calls.get(1);
    assertThat(sync.syncs()).isTrue();
    assertThat(sync.succeeded()).isTrue();
    assertThat(sync.file()).contains(Path.of("/q/1.log"));
    assertThat(calls.get(0).before(sync)).isTrue();
  }

  @Test
  void aReplyThatBeganBeforeTheSyncHadEndedIsNotAfterIt() {
    SystemCall reply = calls.get(2);
    assertThat(reply.text()).contains("250 2.0.0 Ok");
    assertThat(calls.get(1).before(reply)).isFalse();
  }

  @Test
  void aSyncThatFailedIsNoSync() {
    assertThat(calls.get(3).succeeded()).isFalse();
  }
}
