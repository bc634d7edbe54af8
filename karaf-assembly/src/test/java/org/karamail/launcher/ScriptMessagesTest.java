package org.karamail.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.launcher.Script.Result;
import org.karamail.testkit.net.FreePort;

/** What the script says when something is missing: the first line names it and what to do. */
class ScriptMessagesTest {
  private static final Path SOURCE = Path.of(System.getProperty("karamail.script"));
  private static final Path DISTRIBUTION = Path.of(System.getProperty("distribution.home"));

  @TempDir Path scratch;
  private Script distributed;

  @BeforeEach
  void aDistribution() {
    distributed = new Script(DISTRIBUTION.resolve("bin/karamail"), scratch);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "run", "status", "shell", "test-send", "KARAMAIL_SMTP_PORT", "--no-auth-required"})
  void helpNames(String word) throws Exception {
    assertThat(distributed.run("help").out()).contains(word);
  }

  @Test
  void withoutACommandItHelps() throws Exception {
    assertThat(distributed.run()).isEqualTo(distributed.run("help"));
  }

  @Test
  void anUnknownCommandIsNamed() throws Exception {
    Result result = distributed.run("fly");

    assertThat(result.status()).isEqualTo(64);
    assertThat(result.err()).startsWith("karamail: there is no command 'fly'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "test-send"})
  void anUnknownOptionIsNamed(String command) throws Exception {
    Result result = distributed.withThisJava().run(command, "--fly");

    assertThat(result.status()).isEqualTo(64);
    assertThat(result.err()).startsWith("karamail: " + command + " knows no '--fly'");
  }

  @Test
  void anOptionWithoutItsValueIsNamed() throws Exception {
    assertThat(distributed.run("run", "--port").err()).startsWith("karamail: --port needs a value");
  }

  @Test
  void aMachineWithoutJavaIsToldWhatToInstall() throws Exception {
    Result result = distributed.run("run");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("karamail: There is no Java here. Install a JDK 17 or newer");
  }

  @Test
  void aJavaHomeWithoutJavaIsNamed() throws Exception {
    assertThat(distributed.with("JAVA_HOME", scratch).run("run").err())
        .startsWith("karamail: JAVA_HOME is " + scratch + ", but there is no bin/java in it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"11.0.2:11", "1.8.0_392:8", "16:16"})
  void anOldJavaIsNamedWithItsVersion(String versions) throws Exception {
    String[] version = versions.split(":", -1);

    assertThat(distributed.with("JAVA_HOME", javaHome(version[0])).run("run").err())
        .contains("is Java " + version[1] + ". Karamail needs 17 or newer");
  }

  @Test
  void aJavaWithoutAReleaseFileIsAsked() throws Exception {
    Script.executable(scratch.resolve("jdk/bin/java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

    assertThat(distributed.with("JAVA_HOME", scratch.resolve("jdk")).run("run").err()).contains("is Java 11.");
  }

  @Test
  void buildingWithoutMavenSaysWhatToInstall() throws Exception {
    Result result = inACheckout().withThisJava().run("run");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("karamail: There is no Maven here (mvn). Building needs Maven 3.8 or newer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.3", "3.7.0", "2.2.1"})
  void anOldMavenIsNamedWithItsVersion(String version) throws Exception {
    Result result =
        inACheckout().withThisJava().withProgram("mvn", "echo 'Apache Maven " + version + " (x)'").run("demo");

    assertThat(result.err()).startsWith("karamail: mvn is Maven " + version + ". Building needs 3.8 or newer");
  }

  @Test
  void buildingWithARunTimeOnlySaysSo() throws Exception {
    Result result = inACheckout().with("JAVA_HOME", javaHome("17.0.1")).run("run");

    assertThat(result.err()).contains("a run time without a compiler");
  }

  @Test
  void aFailedBuildShowsItsErrorsAndNamesItsLog() throws Exception {
    Result result =
        inACheckout()
            .withThisJava()
            .withProgram(
                "mvn",
                "case \"$*\" in *-v*) echo 'Apache Maven 3.9.9 (x)'; exit ;; esac",
                "echo '[INFO] Building Karamail :: Model 0.1                    [1/2]'",
                "echo '[ERROR] it does not compile'",
                "exit 1")
            .run("run");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains("[1/2] Karamail :: Model");
    assertThat(result.err()).contains("it does not compile", "karaf-assembly/target/build.log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"KARAMAIL_SMTP_PORT", "KARAMAIL_SUBMISSION_PORT", "KARAMAIL_SSH_PORT"})
  void aTakenPortIsNamedWithTheVariableThatChangesIt(String variable) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Result result = onFreePorts(distributed.withThisJava()).with(variable, taken.getLocalPort()).run(runHere());

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err())
          .startsWith("karamail: Port " + taken.getLocalPort() + " on 127.0.0.1")
          .contains("set " + variable + " to another port");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "smtp", "99999999999999999999"})
  void whatIsNoPortIsRefused(String port) throws Exception {
    assertThat(onFreePorts(distributed.withThisJava()).with("KARAMAIL_SMTP_PORT", port).run(runHere()).err())
        .contains("KARAMAIL_SMTP_PORT is", port, "a port is a number from 1 to 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--dev", "--no-auth-required"})
  void whatTrustsStrangersStaysOnLoopback(String option) throws Exception {
    Result result =
        distributed.withThisJava().with("KARAMAIL_BIND", "0.0.0.0").run("run", option, "--data", data().toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("karamail: " + option).contains("loopback", "KARAMAIL_BIND is 0.0.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "shell"})
  void askingWhatDoesNotRunSaysSo(String command) throws Exception {
    Result result = distributed.withThisJava().run(command, "--data", data().toString());

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("karamail: Karamail is not running with the data folder " + data());
  }

  @Test
  void aServerWhoseWordsCannotBeReadAtTheMomentIsNotGone() throws Exception {
    Path running = Files.createDirectories(data().resolve("karaf")).resolve("running");
    Files.writeString(running, "pid=" + ProcessHandle.current().pid() + "\nssh=1\n");

    Result result = distributed.withThisJava().withProgram("ps", "echo '[java]'").run("status", "--data", data().toString());

    assertThat(result.status()).isNotEqualTo(3);
    assertThat(result.err()).doesNotContain("not running");
  }

  @Test
  void aProcessThatIsAnotherProgramIsNoServer() throws Exception {
    Path running = Files.createDirectories(data().resolve("karaf")).resolve("running");
    Files.writeString(running, "pid=" + ProcessHandle.current().pid() + "\nssh=1\n");

    assertThat(distributed.withThisJava().run("status", "--data", data().toString()).status()).isEqualTo(3);
  }

  @Test
  void aServerThatEndsDoesNotHideTheNextOne() throws Exception {
    Path running = data().resolve("karaf/running");
    Path home = scratch.resolve("jdk");
    Script.executable(home.resolve("bin/java"), "until [ -s " + running + " ]; do :; done", "echo pid=4711 >" + running);
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");

    assertThat(onFreePorts(distributed.with("JAVA_HOME", home)).run(runHere()).status()).isZero();

    assertThat(running).hasContent("pid=4711");
  }

  @Test
  void sendingByHttpIsNotThereYet() throws Exception {
    Result result = distributed.run("test-send", "--to", "you@localhost", "--via", "http");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("karamail: This build takes mail by SMTP only");
  }

  @Test
  void aTestMessageNeedsARecipient() throws Exception {
    assertThat(distributed.run("test-send").err()).startsWith("karamail: test-send needs a recipient");
  }

  private Script inACheckout() throws Exception {
    Path checkout = Files.createDirectories(scratch.resolve("checkout/karaf-assembly")).getParent();
    Files.writeString(checkout.resolve("karaf-assembly/pom.xml"), "");
    return new Script(Files.copy(SOURCE, checkout.resolve("karamail")), scratch.resolve("tools"));
  }

  private Path javaHome(String version) throws Exception {
    Path home = scratch.resolve("jdk-" + version);
    Script.executable(home.resolve("bin/java"), "exit 1");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static Script onFreePorts(Script script) throws Exception {
    for (String variable : new String[] {"KARAMAIL_SMTP_PORT", "KARAMAIL_SUBMISSION_PORT", "KARAMAIL_SSH_PORT"}) {
      script.with(variable, FreePort.find());
    }
    return script;
  }

  private String[] runHere() {
    return new String[] {"run", "--data", data().toString()};
  }

  private Path data() {
    return scratch.resolve("data");
  }
}
