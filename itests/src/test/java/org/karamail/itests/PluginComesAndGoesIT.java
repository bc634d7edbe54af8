package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.plugin.PluginJar;
import org.karamail.itests.plugin.PluginServer;
import org.karamail.itests.plugin.WordsPlugins;
import org.karamail.itests.smtp.SmtpTalk;

/** The sample of the README, put into deploy/, replaced, configured and deleted while a client stays connected. */
final class PluginComesAndGoesIT {

  private static final String HELLO = "org.example.hello";
  private static final String CLOSED = "hello@" + LocalDomain.NAME;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static PluginServer server;

  @BeforeAll
  static void start() throws Exception {
    server = PluginServer.start("plugins");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void empty() throws Exception {
    Files.deleteIfExists(server.deploy().resolve("hello.jar"));
    server.awaitGone(HELLO);
  }

  @Test
  void aPluginWorksAfterItsJarCameAndIsGoneAfterItWentAndAnOpenSessionSeesBoth() throws Exception {
    try (SmtpTalk session = server.process().session()) {
      assertThat(rcpt(session, CLOSED)).isEqualTo(250);
      PluginJar.sample("hello").version("1.0.0").into(server.deploy(), "hello.jar");
      awaitRcpt(session, CLOSED, 550);
      server.await(HELLO, "1.0.0", "ACTIVE");
      assertThat(server.mailTo("bob@" + LocalDomain.NAME).code()).isEqualTo(250);
      Files.delete(server.deploy().resolve("hello.jar"));
      awaitRcpt(session, CLOSED, 250);
      server.awaitGone(HELLO);
      assertThat(session.command("NOOP").code()).isEqualTo(250);
    }
  }

  @Test
  void itsConfigurationHoldsWithoutARestartAndStaysWithTheNextVersion() throws Exception {
    PluginJar.sample("hello").version("1.0.0").into(server.deploy(), "hello.jar");
    server.await(HELLO, "1.0.0", "ACTIVE");
    try (SmtpTalk session = server.process().session()) {
      server.configure("org.example.hello", "closed = carol", "text = Gone fishing");
      awaitRcpt(session, "carol@" + LocalDomain.NAME, 550);
      PluginJar.sample("hello").version("2.0.0").into(server.deploy(), "hello.jar");
      server.await(HELLO, "2.0.0", "ACTIVE");
      assertThat(rcpt(session, "carol@" + LocalDomain.NAME)).isEqualTo(550);
    } finally {
      Files.deleteIfExists(server.process().launch().etc().resolve("org.example.hello.cfg"));
    }
  }

  @Test
  void aVersionThatCannotResolveIsRefusedInOneLineAndTheOneBeforeGoesOn() throws Exception {
    PluginJar hello = PluginJar.sample("hello");
    hello.version("1.0.0").into(server.deploy(), "hello.jar");
    server.await(HELLO, "1.0.0", "ACTIVE");
    hello.version("1.1.0").importing("com.example.absent").into(server.deploy(), "hello.jar");
    server.await(HELLO, "1.1.0", "REFUSED");
    assertThat(server.plugin(HELLO, "REFUSED").orElseThrow().get("problem").asText())
        .contains("com.example.absent")
        .doesNotContain("\n");
    try (SmtpTalk session = server.process().session()) {
      assertThat(rcpt(session, CLOSED)).isEqualTo(550);
    }
    hello.version("1.2.0").into(server.deploy(), "hello.jar");
    server.await(HELLO, "1.2.0", "ACTIVE");
  }

  @Test
  void aPluginThatExportsPackagesIsRefused() throws Exception {
    PluginJar.sample("hello").header("Export-Package", "org.example.hello").into(server.deploy(), "hello.jar");
    Awaitility.await().atMost(PATIENCE).until(() -> server.plugin(HELLO, "REFUSED").isPresent());
    assertThat(server.mailTo(CLOSED).code()).isEqualTo(250);
  }

  @Test
  void pluginsWhoseVersionsOfALibraryDoNotGoTogetherWorkOnTheSameMessage() throws Exception {
    List<String> libraries =
        List.of(WordsPlugins.exporting(1, server.deploy()), WordsPlugins.exporting(2, server.deploy()));
    List<String> plugins =
        List.of(
            WordsPlugins.carrying(1, server.deploy()),
            WordsPlugins.carrying(2, server.deploy()),
            WordsPlugins.importing(1, server.deploy()),
            WordsPlugins.importing(2, server.deploy()));
    plugins.forEach(plugin -> server.await(plugin, "1.0.0", "ACTIVE"));
    assertThat(delivered("words"))
        .contains("\nX-carries1: static 1\n", "\nX-carries2: object 2\n")
        .contains("\nX-imports1: static 1\n", "\nX-imports2: object 2\n");
    takeAway(plugins);
    takeAway(libraries);
  }

  /** A message that was sent to this mailbox, as it lies there. */
  private static String delivered(String localPart) throws IOException {
    String recipient = localPart + "@" + LocalDomain.NAME;
    assertThat(server.mailTo(recipient).code()).isEqualTo(250);
    Awaitility.await().atMost(PATIENCE).until(() -> server.process().maildirs().files(recipient).size() == 1);
    return Files.readString(server.process().maildirs().files(recipient).get(0), StandardCharsets.ISO_8859_1);
  }

  private static void takeAway(List<String> bundles) throws IOException {
    for (String bundle : bundles) {
      Files.delete(server.deploy().resolve(bundle + ".jar"));
    }
  }

  private static void awaitRcpt(SmtpTalk session, String recipient, int code) {
    Awaitility.await("RCPT to be answered " + code)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> rcpt(session, recipient) == code);
  }

  private static int rcpt(SmtpTalk session, String recipient) throws Exception {
    assertThat(session.command("MAIL FROM:<sender@example.org>").code()).isEqualTo(250);
    int code = session.command("RCPT TO:<" + recipient + ">").code();
    assertThat(session.command("RSET").code()).isEqualTo(250);
    return code;
  }
}
