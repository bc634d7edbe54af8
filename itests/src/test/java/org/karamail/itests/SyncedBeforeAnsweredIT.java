package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.machine.Needs;
import org.karamail.itests.machine.SystemCall;
import org.karamail.itests.smtp.SmtpTalk;

/**
 * What the kernel saw while two messages passed through, one kept inline and one in a file of its own.
 *
 * <pre>
 *   write queue … fdatasync queue = 0 │ write socket "250 …"     nothing is acknowledged that is not on disk
 *   fsync tmp │ rename new │ fsync new │ write queue (outcome)   no outcome is stored before the mailbox is on disk
 * </pre>
 */
final class SyncedBeforeAnsweredIT {

  private static final String CALLS =
      "trace=fsync,fdatasync,sync_file_range,write,writev,pwrite64,pwritev,sendto,sendmsg,rename,renameat,renameat2,mkdir,mkdirat";

  private static Path data = Path.of("");
  private static List<SystemCall> calls = List.of();

  @BeforeAll
  static void traceTwoMessages() throws Exception {
    Needs.programs("strace");
    Launch launch = Launch.shipped("strace");
    data = launch.data();
    Path log = launch.folder().resolve("strace.log");
    launch = launch.under("strace", "-f", "-qq", "-y", "-s", "120", "--seccomp-bpf", "-e", CALLS, "-e", "signal=none", "-o", log.toString());
    try (KaramailProcess server = KaramailProcess.start(launch)) {
      send(server, "inline", 4_000);
      send(server, "file", 400_000);
      assertThat(server.stop(Duration.ofMinutes(1))).as("ends after SIGTERM").isTrue();
    }
    calls = SystemCall.parse(Files.readAllLines(log, StandardCharsets.ISO_8859_1));
  }

  private static void send(KaramailProcess server, String mailbox, int size) throws IOException {
    byte[] message = ("Subject: traced\r\n\r\n" + "0123456789\r\n".repeat(size / 12)).getBytes(StandardCharsets.US_ASCII);
    try (SmtpTalk talk = server.session()) {
      assertThat(talk.deliver(message, "a@sender.example", mailbox + "@" + LocalDomain.NAME).code()).isEqualTo(250);
    }
    server.maildirs().awaitOne(mailbox + "@" + LocalDomain.NAME);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whateverWasWrittenForAMessageIsSyncedBeforeItsReply(int message) {
    SystemCall goAhead = replies("354 ").get(message);
    SystemCall reply = replies("250 2.0.0 Ok: queued").get(message);
    List<SystemCall> written =
        calls.stream().filter(this::writesToTheQueue).filter(w -> goAhead.before(w) && w.before(reply)).toList();
    assertThat(written).as("writes to the queue between 354 and 250").isNotEmpty();
    for (SystemCall write : written) {
      assertThat(calls)
          .as("a sync after " + write + " and before " + reply)
          .anyMatch(sync -> syncs(sync, write.file()) && write.before(sync) && sync.before(reply));
    }
  }

  @Test
  void aBodyInAFileOfItsOwnIsFoundAgainAfterAPowerCut() {
    SystemCall goAhead = replies("354 ").get(1);
    SystemCall reply = replies("250 2.0.0 Ok: queued").get(1);
    Predicate<SystemCall> between = c -> goAhead.before(c) && c.before(reply);
    SystemCall body = first(calls, c -> between.test(c) && writesABodyFile(c));
    SystemCall synced = first(calls, c -> c.syncs() && c.succeeded() && between.test(c) && c.file().equals(body.file()));
    assertThat(calls)
        .as("a sync of the folder that holds " + body)
        .anyMatch(c -> syncs(c, body.file().map(Path::getParent)) && synced.before(c) && c.before(reply));
  }

  @ParameterizedTest
  @ValueSource(strings = {"inline", "file"})
  void theMailboxIsSyncedBeforeTheOutcomeIsStored(String mailbox) {
    Path folder = data.resolve("maildir").resolve(LocalDomain.NAME).resolve(mailbox);
    SystemCall rename = only(calls, c -> c.name().startsWith("rename") && c.text().contains(folder.resolve("new") + "/"));
    SystemCall synced = first(calls, c -> rename.before(c) && syncs(c, Optional.of(folder.resolve("new"))));
    SystemCall outcome = first(calls, c -> writesToTheQueue(c) && rename.before(c));
    assertThat(synced.before(outcome)).as(synced + " before " + outcome).isTrue();
    assertThat(calls)
        .as("the file is synced before it is renamed")
        .anyMatch(c -> c.syncs() && c.before(rename) && c.file().map(Path::getParent).equals(Optional.of(folder.resolve("tmp"))));
    assertThat(calls)
        .as("the outcome itself is synced")
        .anyMatch(c -> outcome.before(c) && syncs(c, outcome.file()));
  }

  @Test
  void everyNewFolderOfAMailboxIsSyncedInItsParent() {
    List<SystemCall> made = calls.stream().filter(c -> c.name().startsWith("mkdir") && c.text().contains(data.resolve("maildir") + "/")).toList();
    assertThat(made).isNotEmpty();
    for (SystemCall mkdir : made) {
      Path parent = Path.of(mkdir.text().replaceAll("^[^\"]*\"([^\"]*)\".*$", "$1")).getParent();
      assertThat(calls)
          .as("a sync of " + parent + " after " + mkdir)
          .anyMatch(c -> mkdir.before(c) && syncs(c, Optional.of(parent)));
    }
  }

  private List<SystemCall> replies(String text) {
    return calls.stream().filter(c -> c.writes() && c.text().contains("\"" + text)).toList();
  }

  /** Everything the store keeps, except what RocksDB logs about itself. */
  private boolean writesToTheQueue(SystemCall call) {
    return call.writes()
        && call.file().filter(f -> f.startsWith(data.resolve("queue")) && !f.endsWith("LOG")).isPresent();
  }

  private static boolean writesABodyFile(SystemCall call) {
    return call.writes() && call.file().filter(f -> f.startsWith(data.resolve("queue/bodies"))).isPresent();
  }

  private static boolean syncs(SystemCall call, Optional<Path> file) {
    return call.syncs() && call.succeeded() && file.isPresent() && call.file().equals(file);
  }

  private static SystemCall only(List<SystemCall> all, Predicate<SystemCall> wanted) {
    List<SystemCall> found = all.stream().filter(wanted).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static SystemCall first(List<SystemCall> all, Predicate<SystemCall> wanted) {
    return all.stream().filter(wanted).findFirst().orElseThrow(() -> new AssertionError("no such call"));
  }
}
