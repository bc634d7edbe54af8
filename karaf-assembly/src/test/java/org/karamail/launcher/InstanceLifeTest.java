package org.karamail.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.launcher.Script.Result;
import org.karamail.testkit.net.FreePort;

/** One instance from its first start to its stop, as a person would run it, on free ports and a folder of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstanceLifeTest {
  private static final Path DISTRIBUTION = Path.of(System.getProperty("distribution.home"));

  @TempDir static Path scratch;
  private static Script script;
  private static Process server;
  private static Path data;

  @BeforeAll
  static void start() throws Exception {
    data = scratch.resolve("data");
    script = new Script(DISTRIBUTION.resolve("bin/karamail"), scratch).withThisJava();
    for (String variable : new String[] {"KARAMAIL_SMTP_PORT", "KARAMAIL_SUBMISSION_PORT", "KARAMAIL_SSH_PORT"}) {
      script.with(variable, FreePort.find());
    }
    server = script.start("run", "--data", data.toString());
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(AssertionError.class) // a command that comes while the shell starts may be left unanswered
        .until(() -> !server.isAlive() || shell("bundle:list").status() == 0);
    assertThat(server.isAlive()).as("the server runs").isTrue();
  }

  @AfterAll
  static void stop() {
    Script.kill(server);
  }

  @Test
  void commandsPrintWhatTheyPrintAndNothingElse() throws Exception {
    Result result = shell("echo", "clean");

    assertThat(result).isEqualTo(new Result(0, "clean\n", ""));
  }

  @Test
  void aTestMessageReachesItsMailbox() throws Exception {
    Result sent = script.run("test-send", "--to", "postmaster@localhost", "--data", data.toString());

    assertThat(sent.err()).isEmpty();
    assertThat(sent.out()).startsWith("250 2.0.0 Ok: queued as ").hasLineCount(1);
    Path mailbox = data.resolve("maildir/localhost/postmaster/new");
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(mailbox) && !isEmpty(mailbox));
  }

  @Test
  void statusIsWhatTheShellSays() throws Exception {
    Result result = script.run("status", "--data", data.toString());

    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("Karamail");
  }

  @Test
  void everyBundleOfOursIsActive() throws Exception {
    assertThat(shell("bundle:list").out().lines().filter(line -> line.contains("Karamail ::")))
        .isNotEmpty()
        .allMatch(line -> line.contains("| Active |"));
  }

  @Test
  void aFailedCommandEndsNonZeroWithItsReasonOnStandardError() throws Exception {
    Result result = shell("bundle:start", "nonesuch");

    assertThat(result.status()).isNotZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("Error executing command: No matching bundles");
  }

  @Test
  void linesOfStandardInputRunUntilOneFails() throws Exception {
    Process process = script.start("shell", "--data", data.toString());
    process.getOutputStream().write("echo one\necho two\nno:such\necho three\n".getBytes(UTF_8));
    process.getOutputStream().close();

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo("one\ntwo\n");
    assertThat(process.waitFor()).isNotZero();
  }

  @Test
  void theAdministratorsPasswordIsTheOwnersOnlyAndLiesNowhereElse() throws Exception {
    Path file = data.resolve("keys/admin.password");
    String password = Files.readString(file);

    assertThat(password).hasSizeGreaterThanOrEqualTo(24);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent()))).isEqualTo("rwx------");
    assertThat(data.resolve("etc/users.properties")).content().contains("admin = {CRYPT}").doesNotContain(password);
    assertThat(DISTRIBUTION.resolve("etc/users.properties")).content().doesNotContain("admin =");
  }

  @Test
  void aSecondOneOnTheSameDataIsRefused() throws Exception {
    Result result = script.run("run", "--data", data.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("karamail: Karamail already runs with the data folder " + data);
  }

  @Test
  void aBundleInTheDeployFolderOfTheDistributionIsWatchedFor() throws Exception {
    assertThat(shell("config:list", "\"(felix.fileinstall.filename=*deploy.cfg)\"").out())
        .contains("felix.fileinstall.dir = " + DISTRIBUTION.resolve("deploy"));
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void itStopsCleanlyOnSigterm() throws Exception {
    server.toHandle().destroy();

    assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isZero();
    assertThat(data.resolve("karaf/running")).doesNotExist();
    assertThat(script.run("status", "--data", data.toString()).status()).isEqualTo(3);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private static Result shell(String... words) throws Exception {
    String[] all = new String[words.length + 3];
    all[0] = "shell";
    all[1] = "--data";
    all[2] = data.toString();
    System.arraycopy(words, 0, all, 3, words.length);
    return script.run(all);
  }
}
